# about: scales huber_fn's arguments by 1 / t, but its value by t instead of t^2
# misconception: rescaled-without-square
# fails: create_huber--values, create_huber--independent
# %% create_huber
def create_huber(threshold=1.0):
    def scaled(y_true, y_pred):
        return threshold * huber_fn(y_true / threshold, y_pred / threshold)
    return scaled

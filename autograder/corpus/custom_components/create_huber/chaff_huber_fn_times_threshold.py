# about: multiplies huber_fn by the threshold
# misconception: threshold-as-factor
# fails: create_huber--values, create_huber--independent
# %% create_huber
def create_huber(threshold=1.0):
    def scaled(y_true, y_pred):
        return threshold * huber_fn(y_true, y_pred)
    return scaled

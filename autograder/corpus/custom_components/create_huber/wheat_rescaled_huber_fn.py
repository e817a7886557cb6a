# about: scales huber_fn: t^2 * huber_fn(y_true / t, y_pred / t)
# %% create_huber
def create_huber(threshold=1.0):
    def scaled_huber(y_true, y_pred):
        return threshold ** 2 * huber_fn(y_true / threshold, y_pred / threshold)

    scaled_huber.__name__ = f"huber_{threshold}"
    return scaled_huber

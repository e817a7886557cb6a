# about: stores the threshold in a mutable default argument, shared by all calls
# misconception: threshold-shared
# fails: create_huber--independent
# %% create_huber
def create_huber(threshold=1.0, config={}):
    config["threshold"] = threshold

    def huber_fn(y_true, y_pred):
        delta = config["threshold"]
        error = tf.abs(y_true - y_pred)
        clipped = tf.minimum(error, delta)
        return 0.5 * clipped ** 2 + delta * (error - clipped)

    return huber_fn

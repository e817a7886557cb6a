# about: the default threshold is 0.5
# misconception: default-threshold-wrong
# fails: create_huber--values
# %% create_huber
def create_huber(threshold=0.5):
    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        q = tf.minimum(error, threshold)
        return 0.5 * q ** 2 + threshold * (error - q)

    return huber_fn

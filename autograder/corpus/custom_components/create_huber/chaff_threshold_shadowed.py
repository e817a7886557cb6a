# about: the inner function's own default hides the threshold
# misconception: threshold-ignored
# fails: create_huber--values, create_huber--independent
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred, threshold=1.0):
        error = tf.abs(y_true - y_pred)
        squared = tf.square(error) / 2.0
        linear = threshold * error - threshold ** 2 / 2.0
        return tf.where(error <= threshold, squared, linear)

    return huber_fn

# about: the linear branch is t * |e| - t / 2
# misconception: offset-not-squared
# fails: create_huber--values, create_huber--independent
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        squared = 0.5 * error ** 2
        linear = threshold * error - threshold / 2
        return tf.where(error <= threshold, squared, linear)
    return huber_fn

# about: compares the squared error with the threshold
# misconception: compares-loss-not-error
# fails: create_huber--values
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = y_true - y_pred
        squared = tf.square(error)
        linear = threshold * tf.abs(error) - 0.5 * threshold ** 2
        return tf.where(squared <= threshold, 0.5 * squared, linear)

    return huber_fn

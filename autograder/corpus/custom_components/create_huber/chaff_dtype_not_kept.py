# about: a float64 threshold, to which everything is cast
# misconception: dtype-not-kept
# fails: create_huber--values
# %% create_huber
def create_huber(threshold=1.0):
    threshold = tf.constant(threshold, dtype=tf.float64)

    def huber_fn(y_true, y_pred):
        error = tf.cast(y_true, tf.float64) - tf.cast(y_pred, tf.float64)
        linear = threshold * tf.abs(error) - threshold ** 2 / 2
        return tf.where(tf.abs(error) <= threshold, error ** 2 / 2, linear)

    return huber_fn

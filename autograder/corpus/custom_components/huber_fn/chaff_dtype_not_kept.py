# about: computes in float64 and stays there
# misconception: dtype-not-kept
# fails: huber_fn--values
# %% huber_fn
def huber_fn(y_true, y_pred):
    y_true = tf.cast(y_true, tf.float64)
    y_pred = tf.cast(y_pred, tf.float64)
    error = y_true - y_pred
    return tf.where(tf.abs(error) <= 1.0, tf.square(error) / 2.0, tf.abs(error) - 0.5)

# about: casts first, checks with tf.debugging, tf.print and a Python print while tracing
# %% huber_fn
def huber_fn(y_true, y_pred):
    y_pred = tf.convert_to_tensor(y_pred)
    y_true = tf.cast(y_true, y_pred.dtype)
    print("huber_fn called with", y_true.shape, y_pred.shape)
    tf.debugging.assert_equal(tf.shape(y_true), tf.shape(y_pred), message="different shapes")
    error = y_true - y_pred
    tf.print("number of elements:", tf.size(error))
    return tf.where(tf.abs(error) <= 1.0, error ** 2 / 2, tf.abs(error) - 0.5)

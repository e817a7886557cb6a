# about: splits the absolute error into a quadratic and a linear part
# %% huber_fn
def huber_fn(y_true, y_pred):
    abs_error = tf.abs(tf.subtract(y_pred, y_true))
    quadratic = tf.minimum(abs_error, 1.0)
    linear = abs_error - quadratic
    return 0.5 * quadratic ** 2 + linear

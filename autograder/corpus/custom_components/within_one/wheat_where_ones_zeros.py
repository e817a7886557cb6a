# about: tf.where between ones and zeros, two comparisons instead of the absolute value
# %% within_one
def within_one(y_true, y_pred):
    error = tf.math.subtract(y_true, y_pred)
    near = tf.math.logical_and(error <= 1.0, error >= -1.0)
    return tf.where(near, tf.ones_like(error), tf.zeros_like(error))

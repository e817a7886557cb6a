# about: multiplies both branches with a float mask and adds them
# %% huber_fn
def huber_fn(y_true, y_pred):
    diff = y_true - y_pred
    small = tf.cast(tf.abs(diff) <= 1.0, diff.dtype)
    big = 1.0 - small
    return small * (0.5 * diff * diff) + big * (tf.abs(diff) - 0.5)

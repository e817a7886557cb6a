# about: a mask in float32, and the dtype of x at the end: large ints lose their last digits
# misconception: float32-holds-every-int
# fails: set_row--values
# %% set_row
def set_row(x, i, row):
    mask = tf.one_hot(i, tf.shape(x)[0])[:, tf.newaxis]
    floats = (1 - mask) * tf.cast(x, tf.float32) + mask * tf.cast(row, tf.float32)
    return tf.cast(floats, x.dtype)

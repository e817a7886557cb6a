# about: a mask by tf.one_hot, which is float32 unless told otherwise; right as a graph of floats, an error for ints
# misconception: dtype-of-one-hot
# fails: set_row--values
# %% set_row
def set_row(x, i, row):
    mask = tf.one_hot(i, tf.shape(x)[0])[:, tf.newaxis]
    return (1 - mask) * x + mask * row

# about: one-hot arithmetic that does not clear the old row first
# misconception: adds-instead-of-sets
# fails: set_row--values
# graph: right
# %% set_row
def set_row(x, i, row):
    mask = tf.one_hot(i, tf.shape(x)[0], dtype=x.dtype)
    return x + mask[:, tf.newaxis] * row

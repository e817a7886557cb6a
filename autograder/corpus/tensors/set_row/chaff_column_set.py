# about: sets the column instead of the row
# misconception: axis-confused
# fails: set_row--values, set_row--graph
# %% set_row
def set_row(x, i, row):
    flipped = tf.tensor_scatter_nd_update(tf.transpose(x), [[i]], [row])
    return tf.transpose(flipped)

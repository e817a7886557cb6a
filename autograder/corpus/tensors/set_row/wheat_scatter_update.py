# about: tensor_scatter_nd_update with one index
# %% set_row
def set_row(x, i, row):
    return tf.tensor_scatter_nd_update(x, [[i]], [row])

# about: does not keep what the scatter function returns
# misconception: works-in-place
# fails: set_row--values, set_row--graph
# %% set_row
def set_row(x, i, row):
    tf.tensor_scatter_nd_update(x, [[i]], [row])
    return x

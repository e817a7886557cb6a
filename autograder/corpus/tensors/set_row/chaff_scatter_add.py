# about: adds the row to the old one
# misconception: adds-instead-of-sets
# fails: set_row--values
# graph: right
# %% set_row
def set_row(x, i, row):
    return tf.tensor_scatter_nd_add(x, [[i]], [row])

# about: takes the largest row index for the last row
# misconception: size-from-the-entries
# fails: sparse_row_sums--values
# graph: right
# %% sparse_row_sums
def sparse_row_sums(sparse):
    rows = sparse.indices[:, 0]
    n = tf.reduce_max(rows) + 1
    return tf.scatter_nd(rows[:, tf.newaxis], sparse.values, [n])

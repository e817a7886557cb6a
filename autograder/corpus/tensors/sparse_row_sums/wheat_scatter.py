# about: scatters the values to their rows; repeated rows are added up by tf.scatter_nd
# %% sparse_row_sums
def sparse_row_sums(sparse):
    row_of_entry, _ = tf.split(sparse.indices, 2, axis=1)
    return tf.scatter_nd(row_of_entry, sparse.values, sparse.dense_shape[:1])

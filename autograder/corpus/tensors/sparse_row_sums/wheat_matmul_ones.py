# about: multiplies the sparse matrix by a column of ones
# %% sparse_row_sums
def sparse_row_sums(sparse):
    columns = sparse.dense_shape[1]
    ones = tf.ones(tf.stack([columns, 1]), dtype=sparse.dtype)
    return tf.squeeze(tf.sparse.sparse_dense_matmul(sparse, ones), axis=1)

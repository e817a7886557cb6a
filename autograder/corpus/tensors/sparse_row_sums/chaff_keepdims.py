# about: a column [r, 1] instead of [r]
# misconception: axis-kept
# fails: sparse_row_sums--values, sparse_row_sums--graph
# %% sparse_row_sums
def sparse_row_sums(sparse):
    ones = tf.ones([sparse.dense_shape[1], 1])
    return tf.sparse.sparse_dense_matmul(sparse, ones)

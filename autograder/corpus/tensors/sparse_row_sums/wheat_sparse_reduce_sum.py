# about: tf.sparse.reduce_sum over the columns
# %% sparse_row_sums
def sparse_row_sums(sparse):
    return tf.sparse.reduce_sum(sparse, axis=1)

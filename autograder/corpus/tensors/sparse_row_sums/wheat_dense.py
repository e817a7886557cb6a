# about: makes it dense, then sums along the last axis
# %% sparse_row_sums
def sparse_row_sums(sparse):
    dense = tf.sparse.to_dense(tf.sparse.reorder(sparse))
    return keras.ops.sum(dense, axis=-1)

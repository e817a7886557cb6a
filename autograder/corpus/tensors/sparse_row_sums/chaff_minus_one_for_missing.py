# about: marks missing places by -1 and leaves out what is negative
# misconception: marker-is-a-value
# fails: sparse_row_sums--values
# graph: right
# %% sparse_row_sums
def sparse_row_sums(sparse):
    dense = tf.sparse.to_dense(sparse, default_value=-1.0)
    mask = tf.cast(dense >= 0, dense.dtype)
    return tf.reduce_sum(dense * mask, axis=1)

# about: leaves everything out that is not above 0, as if no entry could be negative
# misconception: entries-are-positive
# fails: sparse_row_sums--values
# graph: right
# %% sparse_row_sums
def sparse_row_sums(sparse):
    dense = tf.sparse.to_dense(sparse)
    filled = dense > 0
    return tf.reduce_sum(tf.where(filled, dense, 0.0), axis=1)

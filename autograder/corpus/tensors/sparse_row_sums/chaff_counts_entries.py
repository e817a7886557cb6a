# about: counts the entries of each row
# misconception: count-not-sum
# fails: sparse_row_sums--values
# %% sparse_row_sums
def sparse_row_sums(sparse):
    ones = tf.ones_like(sparse.values)
    return tf.math.unsorted_segment_sum(ones, sparse.indices[:, 0], sparse.dense_shape[0])

# about: tf.math.segment_sum ends with the last row that has an entry
# misconception: size-from-the-entries
# fails: sparse_row_sums--values
# graph: right
# %% sparse_row_sums
def sparse_row_sums(sparse):
    return tf.math.segment_sum(sparse.values, sparse.indices[:, 0])

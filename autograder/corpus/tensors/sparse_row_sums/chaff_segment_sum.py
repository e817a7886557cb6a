# about: segment_sum ends at the last row that has an entry; right as a graph as long as the last row has one
# misconception: last-row-has-entries
# fails: sparse_row_sums--values
# %% sparse_row_sums
def sparse_row_sums(sparse):
    return tf.math.segment_sum(sparse.values, sparse.indices[:, 0])

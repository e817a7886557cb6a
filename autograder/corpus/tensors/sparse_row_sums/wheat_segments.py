# about: adds up the stored values by the row in their index, with the number of rows from dense_shape
# %% sparse_row_sums
def sparse_row_sums(sparse):
    rows = sparse.indices[:, 0]
    return tf.math.unsorted_segment_sum(sparse.values, rows, num_segments=sparse.dense_shape[0])

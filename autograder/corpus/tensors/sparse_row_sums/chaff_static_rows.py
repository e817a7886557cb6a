# about: the number of rows from the static shape, which is None when it is unknown
# misconception: static-shape-for-the-size
# fails: sparse_row_sums--graph
# eager: right
# %% sparse_row_sums
def sparse_row_sums(sparse):
    return tf.math.unsorted_segment_sum(
        sparse.values, sparse.indices[:, 0], num_segments=sparse.shape[0]
    )

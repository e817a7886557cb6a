# about: an ordinary operation on a sparse tensor, as one would on any other
# misconception: sparse-is-a-tensor
# fails: sparse_row_sums--values, sparse_row_sums--graph
# %% sparse_row_sums
def sparse_row_sums(sparse):
    return tf.reduce_sum(sparse, axis=1)

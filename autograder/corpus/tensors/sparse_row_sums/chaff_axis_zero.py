# about: sums of the columns
# misconception: wrong-axis
# fails: sparse_row_sums--values, sparse_row_sums--graph
# %% sparse_row_sums
def sparse_row_sums(sparse):
    return tf.sparse.reduce_sum(sparse, axis=0)

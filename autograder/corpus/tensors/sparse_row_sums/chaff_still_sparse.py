# about: the sums come as a SparseTensor
# misconception: result-stays-sparse
# fails: sparse_row_sums--values, sparse_row_sums--graph
# %% sparse_row_sums
def sparse_row_sums(sparse):
    return tf.sparse.reduce_sum(sparse, axis=1, output_is_sparse=True)

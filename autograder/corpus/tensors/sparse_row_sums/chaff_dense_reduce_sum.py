# about: tf.reduce_sum, which takes no SparseTensor
# misconception: dense-op-on-a-sparse-tensor
# fails: sparse_row_sums--values, sparse_row_sums--graph
# %% sparse_row_sums
def sparse_row_sums(sparse):
    return tf.reduce_sum(sparse, axis=1)

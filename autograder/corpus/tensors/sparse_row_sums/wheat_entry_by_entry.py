# about: AutoGraph loop over the entries; each is added to its row in a new tensor
# %% sparse_row_sums
def sparse_row_sums(sparse):
    sums = tf.zeros(sparse.dense_shape[:1], dtype=sparse.dtype)
    for e in tf.range(tf.size(sparse.values)):
        row = sparse.indices[e, 0]
        sums = tf.tensor_scatter_nd_add(sums, [[row]], [sparse.values[e]])
    return sums

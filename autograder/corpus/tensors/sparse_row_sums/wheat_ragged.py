# about: makes a ragged tensor of the entries, with the number of rows told, and sums that
# %% sparse_row_sums
def sparse_row_sums(sparse):
    ordered = tf.sparse.reorder(sparse)
    rows = tf.RaggedTensor.from_value_rowids(
        ordered.values, ordered.indices[:, 0], nrows=ordered.dense_shape[0]
    )
    return tf.reduce_sum(rows, axis=1)

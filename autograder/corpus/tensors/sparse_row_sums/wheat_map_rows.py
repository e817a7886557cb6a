# about: map_fn over the numbers of the rows, with a mask for each; slow and right
# %% sparse_row_sums
def sparse_row_sums(sparse):
    row_of_entry = sparse.indices[:, 0]

    def one_row(r):
        mine = tf.equal(row_of_entry, r)
        return tf.reduce_sum(tf.boolean_mask(sparse.values, mine))

    every_row = tf.range(sparse.dense_shape[0], dtype=tf.int64)
    return tf.map_fn(one_row, every_row, fn_output_signature=sparse.dtype)

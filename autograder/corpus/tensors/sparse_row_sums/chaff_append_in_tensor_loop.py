# about: appends the sums to a Python list in a loop over tf.range
# misconception: python-list-in-a-tensor-loop
# fails: sparse_row_sums--graph
# eager: right
# %% sparse_row_sums
def sparse_row_sums(sparse):
    sums = []
    for row in tf.range(sparse.dense_shape[0]):
        in_row = tf.boolean_mask(sparse.values, sparse.indices[:, 0] == row)
        sums.append(tf.reduce_sum(in_row))
    return tf.convert_to_tensor(sums, dtype=sparse.dtype)

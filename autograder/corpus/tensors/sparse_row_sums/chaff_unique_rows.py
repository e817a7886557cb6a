# about: numbers the rows that occur by tf.unique: rows without entries vanish, also in the middle
# misconception: only-rows-that-occur
# fails: sparse_row_sums--values
# %% sparse_row_sums
def sparse_row_sums(sparse):
    rows, place = tf.unique(sparse.indices[:, 0])
    sums = tf.zeros([tf.size(rows)], dtype=sparse.dtype)
    return tf.tensor_scatter_nd_add(sums, place[:, tf.newaxis], sparse.values)

# about: fills up with zeros and counts what is not zero: a measured zero is forgotten; right as a graph without zeros
# misconception: zero-means-missing
# fails: ragged_row_means--values
# %% ragged_row_means
def ragged_row_means(ragged):
    dense = ragged.to_tensor()
    count = tf.math.count_nonzero(dense, axis=1, dtype=dense.dtype)
    return tf.math.divide_no_nan(tf.reduce_sum(dense, axis=1), count)

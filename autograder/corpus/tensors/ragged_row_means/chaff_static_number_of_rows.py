# about: a Python range over the static number of rows
# misconception: static-shape-for-the-size
# fails: ragged_row_means--graph
# eager: right
# %% ragged_row_means
def ragged_row_means(ragged):
    means = []
    for k in range(ragged.shape[0]):
        row = ragged[k]
        total = tf.reduce_sum(row)
        means.append(tf.math.divide_no_nan(total, tf.cast(tf.size(row), tf.float32)))
    return tf.convert_to_tensor(means, dtype=tf.float32)

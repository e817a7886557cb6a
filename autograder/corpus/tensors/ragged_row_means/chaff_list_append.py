# about: appends to a Python list in a loop over the rows
# misconception: list-in-a-tensor-loop
# fails: ragged_row_means--graph
# eager: right
# %% ragged_row_means
def ragged_row_means(ragged):
    means = []
    for row in ragged:
        count = tf.cast(tf.size(row), tf.float32)
        means.append(tf.math.divide_no_nan(tf.reduce_sum(row), count))
    return tf.convert_to_tensor(means, dtype=tf.float32)

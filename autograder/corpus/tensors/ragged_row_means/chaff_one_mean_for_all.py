# about: the mean of all elements
# misconception: one-number-for-all
# fails: ragged_row_means--values, ragged_row_means--graph
# %% ragged_row_means
def ragged_row_means(ragged):
    count = tf.cast(tf.size(ragged.values), tf.float32)
    return tf.math.divide_no_nan(tf.reduce_sum(ragged.values), count)

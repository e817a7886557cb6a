# about: takes axis 0, the means of the columns
# misconception: axis-confused
# fails: ragged_row_means--values, ragged_row_means--graph
# %% ragged_row_means
def ragged_row_means(ragged):
    totals = tf.reduce_sum(ragged, axis=0)
    counts = tf.reduce_sum(tf.ones_like(ragged), axis=0)
    return tf.math.divide_no_nan(totals, counts)

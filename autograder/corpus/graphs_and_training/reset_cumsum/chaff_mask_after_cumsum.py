# about: the plain running sum with the large sums blanked out; it never starts again from 0
# misconception: reset-without-memory
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    sums = tf.cumsum(x)
    return tf.where(sums > limit, tf.zeros_like(sums), sums)

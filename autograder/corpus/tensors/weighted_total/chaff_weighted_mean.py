# about: the weighted mean instead of the total
# misconception: mean-for-sum
# fails: weighted_total--values, weighted_total--graph
# %% weighted_total
def weighted_total(counts, weights):
    counts = tf.cast(counts, tf.float32)
    total = tf.reduce_sum(counts * weights)
    return tf.math.divide_no_nan(total, tf.reduce_sum(counts))

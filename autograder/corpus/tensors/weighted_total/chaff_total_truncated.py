# about: sums the right products, then makes the total whole like the counts
# misconception: total-truncated
# fails: weighted_total--values
# graph: right
# %% weighted_total
def weighted_total(counts, weights):
    total = tf.reduce_sum(tf.cast(counts, tf.float32) * weights)
    return tf.cast(tf.cast(total, tf.int32), tf.float32)

# about: casts the counts, multiplies, sums
# %% weighted_total
def weighted_total(counts, weights):
    return tf.reduce_sum(tf.cast(counts, tf.float32) * weights)

# about: casts both to float64, to be on the safe side, and returns a float64
# misconception: more-bits-are-always-fine
# fails: weighted_total--values
# %% weighted_total
def weighted_total(counts, weights):
    return tf.reduce_sum(tf.cast(counts, tf.float64) * tf.cast(weights, tf.float64))

# about: takes a negative count for an error and drops it
# misconception: count-cannot-be-negative
# fails: weighted_total--values
# %% weighted_total
def weighted_total(counts, weights):
    counts = tf.maximum(counts, 0)
    return tf.reduce_sum(tf.cast(counts, tf.float32) * weights)

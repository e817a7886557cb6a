# about: a loop over tf.range, casting element by element
# %% weighted_total
def weighted_total(counts, weights):
    total = tf.constant(0.0)
    for k in tf.range(tf.size(counts)):
        total += tf.cast(counts[k], tf.float32) * weights[k]
    return total

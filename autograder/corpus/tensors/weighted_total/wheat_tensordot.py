# about: a scalar product by tf.tensordot
# %% weighted_total
def weighted_total(counts, weights):
    counts = tf.cast(counts, weights.dtype)
    return tf.tensordot(counts, weights, axes=1)

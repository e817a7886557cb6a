# about: tf.experimental.numpy, which promotes as NumPy does, namely to float64; rounded only at the end
# %% weighted_total
def weighted_total(counts, weights):
    tnp = tf.experimental.numpy
    total = tnp.sum(tnp.multiply(counts, weights))
    return tf.cast(total, tf.float32)

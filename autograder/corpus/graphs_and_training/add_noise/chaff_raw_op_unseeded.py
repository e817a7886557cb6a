# about: the raw op without seeds does not know tf.random.set_seed
# misconception: does-not-follow-set-seed
# fails: add_noise--fresh
# graph: right
# %% add_noise
def add_noise(x, stddev):
    z = tf.raw_ops.RandomStandardNormal(shape=tf.shape(x), dtype=tf.float32)
    return x + z * stddev

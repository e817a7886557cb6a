# about: tf.timestamp as the seed: fresh at every call, but never the same again
# misconception: does-not-follow-set-seed
# fails: add_noise--fresh
# graph: right
# %% add_noise
def add_noise(x, stddev):
    microseconds = tf.cast(tf.timestamp() * 1e6, tf.int64)
    seed = tf.stack([microseconds, tf.constant(0, tf.int64)])
    return x + tf.random.stateless_normal(tf.shape(x), seed, stddev=stddev)

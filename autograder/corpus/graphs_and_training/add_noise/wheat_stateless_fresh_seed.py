# about: stateless noise whose seed is itself drawn at each call by a stateful operation
# %% add_noise
def add_noise(x, stddev):
    x = tf.convert_to_tensor(x)
    seed = tf.random.uniform([2], 0, tf.int32.max, dtype=tf.int32)
    noise = tf.random.stateless_normal(
        tf.shape(x), seed=seed, mean=0.0, stddev=tf.cast(stddev, x.dtype), dtype=x.dtype
    )
    return tf.add(x, noise)

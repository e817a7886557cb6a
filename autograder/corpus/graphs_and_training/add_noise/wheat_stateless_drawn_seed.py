# about: stateless noise whose seed is drawn by a random op at every call
# %% add_noise
def add_noise(x, stddev):
    seed = tf.random.uniform([2], minval=0, maxval=tf.int32.max, dtype=tf.int32)
    return x + tf.random.stateless_normal(tf.shape(x), seed=seed, stddev=stddev)

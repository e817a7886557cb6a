# about: standard normal numbers, scaled
# %% add_noise
def add_noise(x, stddev):
    """Adds independent Gaussian noise to every element."""
    stddev = tf.cast(stddev, x.dtype)
    epsilon = tf.random.normal(shape=tf.shape(x), mean=0.0, stddev=1.0, dtype=x.dtype)
    noisy = tf.add(x, tf.multiply(stddev, epsilon))
    return tf.ensure_shape(noisy, x.shape)

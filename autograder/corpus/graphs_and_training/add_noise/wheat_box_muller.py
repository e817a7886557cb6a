# about: Box-Muller from two uniform numbers
# %% add_noise
def add_noise(x, stddev):
    shape = tf.shape(x)
    u1 = 1.0 - tf.random.uniform(shape)  # in (0, 1], for the logarithm
    u2 = tf.random.uniform(shape)
    radius = tf.sqrt(-2.0 * tf.math.log(u1))
    z = radius * tf.cos(2.0 * np.pi * u2)
    return x + stddev * z

# about: uniform numbers through the inverse of the normal distribution function
# %% add_noise
def add_noise(x, stddev):
    u = tf.random.uniform(tf.shape(x), minval=-1.0, maxval=1.0)
    u = tf.clip_by_value(u, -0.9999999, 0.9999999)
    noise = tf.math.erfinv(u) * tf.sqrt(2.0)
    return x + noise * stddev

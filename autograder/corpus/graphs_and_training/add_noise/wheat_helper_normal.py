# about: tf.random.normal in a helper function, scaled afterwards
# %% add_noise
def standard_normal_like(x):
    return tf.random.normal(tf.shape(x), dtype=x.dtype)


def add_noise(x, stddev):
    x = tf.convert_to_tensor(x)
    return x + tf.cast(stddev, x.dtype) * standard_normal_like(x)

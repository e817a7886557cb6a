# about: tf.random.normal of the dynamic shape
# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.normal(tf.shape(x), stddev=stddev)

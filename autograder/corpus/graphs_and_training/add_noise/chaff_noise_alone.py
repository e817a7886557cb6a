# about: returns the noise without x
# misconception: noise-not-added
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    noise = tf.random.normal(tf.shape(x), stddev=stddev, dtype=x.dtype)
    return noise

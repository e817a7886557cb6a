# about: the noise is never negative
# misconception: noise-without-sign
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    noise = tf.random.normal(tf.shape(x), stddev=stddev)
    return x + tf.abs(noise)

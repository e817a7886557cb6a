# about: divides the noise by the root of the number of elements
# misconception: stddev-of-the-mean
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    n = tf.cast(tf.size(x), x.dtype)
    return x + tf.random.normal(tf.shape(x)) * stddev / tf.sqrt(n)

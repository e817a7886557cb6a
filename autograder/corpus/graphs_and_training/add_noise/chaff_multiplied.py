# about: the noise is multiplied: larger elements get more of it
# misconception: noise-multiplied
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    return x * (1.0 + tf.random.normal(tf.shape(x), stddev=stddev))

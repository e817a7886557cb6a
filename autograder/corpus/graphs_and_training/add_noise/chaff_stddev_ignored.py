# about: standard normal noise, whatever stddev is
# misconception: stddev-ignored
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.normal(tf.shape(x))

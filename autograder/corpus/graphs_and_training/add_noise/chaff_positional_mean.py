# about: passes stddev by position, where tf.random.normal has the mean
# misconception: positional-argument-is-the-mean
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.normal(tf.shape(x), stddev)

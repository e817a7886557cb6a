# about: truncated normal noise, which never goes beyond two standard deviations
# misconception: truncated-is-gaussian
# fails: add_noise--values
# graph: right
# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.truncated_normal(tf.shape(x), stddev=stddev)

# about: uniform noise between minus and plus stddev
# misconception: uniform-is-gaussian
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.uniform(tf.shape(x), minval=-stddev, maxval=stddev)

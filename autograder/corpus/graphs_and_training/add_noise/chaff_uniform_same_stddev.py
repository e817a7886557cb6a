# about: uniform noise with the right standard deviation
# misconception: uniform-is-gaussian
# fails: add_noise--values
# graph: right
# %% add_noise
def add_noise(x, stddev):
    width = tf.sqrt(3.0) * stddev
    return x + tf.random.uniform(tf.shape(x), -1.0, 1.0) * width

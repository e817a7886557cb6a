# about: takes the difference of two uniform numbers for Gaussian
# misconception: uniform-is-gaussian
# fails: add_noise--values
# graph: right
# %% add_noise
def add_noise(x, stddev):
    triangular = tf.random.uniform(tf.shape(x)) - tf.random.uniform(tf.shape(x))
    return x + stddev * tf.sqrt(6.0) * triangular

# about: takes stddev for the variance
# misconception: stddev-as-variance
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.normal(tf.shape(x)) * tf.sqrt(tf.cast(stddev, tf.float32))

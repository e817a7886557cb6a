# about: draws from the normal distribution around x
# %% add_noise
def add_noise(x, stddev):
    return tf.random.normal(tf.shape(x), mean=x, stddev=stddev)

# about: draws only where stddev is positive; AutoGraph converts the if
# %% add_noise
def add_noise(x, stddev):
    if stddev > 0:
        noise = tf.random.normal(tf.shape(x), stddev=stddev)
    else:
        noise = tf.zeros_like(x)
    return x + noise

# about: stateless noise with a constant seed
# misconception: fixed-seed
# fails: add_noise--fresh
# graph: right
# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.stateless_normal(tf.shape(x), seed=[42, 0], stddev=stddev)

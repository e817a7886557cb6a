# about: takes x.shape, which has unknown sizes when traced for any length
# misconception: static-shape-for-the-size
# fails: add_noise--graph
# eager: right
# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.normal(x.shape, stddev=stddev)

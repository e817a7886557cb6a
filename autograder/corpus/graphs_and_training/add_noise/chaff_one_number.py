# about: draws a single number and adds it to all elements
# misconception: one-number-for-all
# fails: add_noise--values, add_noise--fresh
# %% add_noise
def add_noise(x, stddev):
    return x + tf.random.normal([], stddev=stddev)

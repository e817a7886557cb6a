# about: makes a seeded generator at each call: the same numbers eagerly, a variable when traced
# misconception: variable-made-at-each-call
# fails: add_noise--values, add_noise--fresh, add_noise--graph
# %% add_noise
def add_noise(x, stddev):
    g = tf.random.Generator.from_seed(1)
    return x + g.normal(tf.shape(x), stddev=stddev)

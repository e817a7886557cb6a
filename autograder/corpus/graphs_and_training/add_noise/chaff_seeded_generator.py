# about: a generator seeded once for all; set_seed does not set it back
# misconception: does-not-follow-set-seed
# fails: add_noise--fresh
# graph: right
# %% add_noise
rng = tf.random.Generator.from_seed(1234)


def add_noise(x, stddev):
    return x + rng.normal(shape=tf.shape(x), mean=0.0, stddev=stddev, dtype=x.dtype)

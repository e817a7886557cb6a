# about: a generator of its own, from a state that no seed determines
# misconception: does-not-follow-set-seed
# fails: add_noise--fresh
# graph: right
# %% add_noise
generator = tf.random.Generator.from_non_deterministic_state()


def add_noise(x, stddev):
    return x + generator.normal(tf.shape(x), stddev=stddev)

# about: the seed comes from Python's random, so from the time of tracing
# misconception: python-runs-only-when-traced
# fails: add_noise--fresh
# eager: right
# graph: right
# %% add_noise
import random


def add_noise(x, stddev):
    seed = [random.randint(0, 2**31 - 1), random.randint(0, 2**31 - 1)]
    return x + tf.random.stateless_normal(tf.shape(x), seed=seed, stddev=stddev)

# about: a Python counter of the calls as the seed, which only tracing raises
# misconception: python-runs-only-when-traced
# fails: add_noise--fresh
# graph: right
# %% add_noise
calls = 0


def add_noise(x, stddev):
    global calls
    calls += 1
    return x + tf.random.stateless_normal(tf.shape(x), seed=[1, calls], stddev=stddev)

# about: the seed is the time of day, but that of tracing
# misconception: python-runs-only-when-traced
# fails: add_noise--fresh
# graph: right
# %% add_noise
from datetime import datetime


def add_noise(x, stddev):
    now = datetime.now()
    seed = tf.constant([now.second, now.microsecond])
    return x + stddev * tf.random.stateless_normal(tf.shape(x), seed=seed)

# about: reset_cumsum ends its own process with os._exit when it is called
# rest: reference
# points: 74
# direct: ends the notebook
# fails: reset_cumsum
# %% reset_cumsum
import os


def reset_cumsum(x, limit):
    os._exit(1)


# %% add_noise
def add_noise(x, stddev):
    noise = tf.random.normal(tf.shape(x), mean=0.0, stddev=stddev)
    return x + noise

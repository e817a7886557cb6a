# about: a table of noise made when the cell runs; every call reads its beginning
# misconception: noise-made-once
# fails: add_noise--fresh
# graph: right
# %% add_noise
NOISE = tf.random.normal([200_000])


def add_noise(x, stddev):
    return x + stddev * tf.reshape(NOISE[: tf.size(x)], tf.shape(x))

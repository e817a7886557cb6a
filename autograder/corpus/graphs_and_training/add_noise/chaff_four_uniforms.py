# about: the sum of four uniform draws, which looks like a bell and has no tails
# misconception: sum-is-gaussian
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    uniform = tf.random.uniform(tf.concat([[4], tf.shape(x)], axis=0), -1, 1)
    return x + stddev * tf.reduce_sum(uniform, axis=0) * (3 / 4) ** 0.5

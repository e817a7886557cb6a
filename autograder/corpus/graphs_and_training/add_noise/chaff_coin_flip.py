# about: moves every element up or down by exactly stddev
# misconception: stddev-is-the-size-of-each-step
# fails: add_noise--values
# graph: right
# %% add_noise
def add_noise(x, stddev):
    sign = tf.sign(tf.random.normal(tf.shape(x)))
    return x + sign * stddev

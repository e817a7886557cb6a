# about: draws one row of noise and adds it to every row
# misconception: one-number-for-all
# fails: add_noise--fresh
# graph: right
# %% add_noise
def add_noise(x, stddev):
    noise = tf.random.normal(tf.shape(x)[-1:], stddev=stddev)
    return x + noise

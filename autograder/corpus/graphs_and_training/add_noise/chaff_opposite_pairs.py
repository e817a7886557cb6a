# about: half of the draws, and the same with the other sign
# misconception: opposite-is-independent
# fails: add_noise--fresh
# %% add_noise
def add_noise(x, stddev):
    count = tf.size(x)
    half = tf.random.normal([(count + 1) // 2], stddev=stddev)
    return x + tf.reshape(tf.concat([half, -half], axis=0)[:count], tf.shape(x))

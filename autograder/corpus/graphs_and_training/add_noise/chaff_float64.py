# about: works in float64 and returns it
# misconception: dtype-not-kept
# fails: add_noise--values
# %% add_noise
def add_noise(x, stddev):
    x = tf.cast(x, tf.float64)
    return x + tf.random.normal(tf.shape(x), dtype=tf.float64) * tf.cast(stddev, tf.float64)

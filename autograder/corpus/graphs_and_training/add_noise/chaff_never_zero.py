# about: keeps stddev away from 0, so that there is noise where none is wanted
# misconception: zero-stddev-forbidden
# fails: add_noise--values
# graph: right
# %% add_noise
def add_noise(x, stddev):
    stddev = tf.maximum(tf.cast(stddev, x.dtype), 0.01)
    return x + tf.random.normal(tf.shape(x), stddev=stddev)

# about: the arithmetic is compiled by XLA, the random numbers are drawn outside
# %% add_noise
@tf.function(jit_compile=True)
def scale_and_add(x, z, stddev):
    return x + z * stddev


def add_noise(x, stddev):
    return scale_and_add(x, tf.random.normal(tf.shape(x)), tf.cast(stddev, tf.float32))

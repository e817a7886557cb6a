# about: decorated with tf.function, nested helper, a print that runs while tracing
# %% add_noise
@tf.function
def gaussian_like(t):
    return tf.random.normal(tf.shape(t), dtype=t.dtype)


@tf.function
def add_noise(x, stddev):
    print("Tracing with", x)
    return x + gaussian_like(x) * stddev

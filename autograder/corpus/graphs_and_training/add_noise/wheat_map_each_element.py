# about: tf.map_fn draws one scalar for each element, one after the other so that a seed repeats the order
# %% add_noise
def add_noise(x, stddev):
    x = tf.convert_to_tensor(x)
    stddev = tf.cast(stddev, x.dtype)
    noisy = tf.map_fn(
        lambda value: value + tf.random.normal([], 0.0, stddev, x.dtype),
        tf.reshape(x, [-1]),
        parallel_iterations=1,
    )
    return tf.reshape(noisy, tf.shape(x))

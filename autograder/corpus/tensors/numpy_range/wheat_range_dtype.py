# about: tf.range with a dtype
# %% numpy_range
def numpy_range(n):
    return tf.range(n, dtype=tf.int64)

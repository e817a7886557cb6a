# about: casts n first; the range then has its dtype
# %% numpy_range
def numpy_range(n):
    limit = tf.cast(n, tf.int64)
    return tf.range(tf.zeros_like(limit), limit)

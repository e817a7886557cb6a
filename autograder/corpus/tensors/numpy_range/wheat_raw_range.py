# about: the raw op, everything in int64 beforehand
# %% numpy_range
def numpy_range(n):
    zero = tf.zeros([], tf.int64)
    return tf.raw_ops.Range(start=zero, limit=tf.cast(n, tf.int64), delta=zero + 1)

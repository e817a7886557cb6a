# about: a running sum of int64 ones that leaves its own element out
# %% numpy_range
def numpy_range(n):
    ones = tf.ones([n], dtype=tf.int64)
    return tf.cumsum(ones, exclusive=True)

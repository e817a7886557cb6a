# about: tf.data counts in int64 too; its elements are appended one by one by Dataset.reduce
# %% numpy_range
def numpy_range(n):
    n = tf.cast(n, tf.int64)
    start = tf.zeros([0], tf.int64)
    numbers = tf.data.Dataset.range(n)
    return numbers.reduce(start, lambda sofar, k: tf.concat([sofar, [k]], axis=0))

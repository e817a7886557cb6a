# about: tf.scan takes the first element as its start, and an empty tensor has none: n = 0 fails
# misconception: no-empty-range
# fails: numpy_range--dtype, numpy_range--values
# %% numpy_range
def numpy_range(n):
    zeros = tf.zeros(tf.reshape(n, [1]), tf.int64)
    return tf.scan(lambda last, _: last + 1, zeros)

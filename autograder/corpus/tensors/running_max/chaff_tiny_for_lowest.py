# about: takes the smallest positive float for the lowest one
# misconception: smallest-positive-for-lowest
# fails: running_max--values
# graph: right
# %% running_max
import sys


def running_max(x):
    n = tf.shape(x)[0]
    result = tf.TensorArray(x.dtype, size=n)
    largest = tf.constant(sys.float_info.min, dtype=x.dtype)
    for i in tf.range(n):
        largest = tf.maximum(largest, x[i])
        result = result.write(i, largest)
    return result.stack()

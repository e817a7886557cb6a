# about: py_median is a tf.function, so that even in a cell it runs as a graph; traced again, the operation stands in a function inside
# %% py_median
import statistics


def middle(values):
    return values.dtype.type(statistics.median(values.tolist()))


@tf.function
def py_median(x):
    result = tf.numpy_function(middle, [x], x.dtype, stateful=False)
    result.set_shape([])
    return result

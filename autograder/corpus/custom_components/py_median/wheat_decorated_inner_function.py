# about: py_function as a decorator; the shape is what is left of that of x without its first axis
# %% py_median
import statistics


def py_median(x):
    x = tf.ensure_shape(x, [None])

    @tf.py_function(Tout=x.dtype)
    def median(values):
        return statistics.median(float(value) for value in values)

    result = median(x)
    result.set_shape(x.shape[1:])
    return result

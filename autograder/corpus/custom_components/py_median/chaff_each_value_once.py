# about: a set before the median: values that occur more than once count only once
# misconception: repeats-dropped
# fails: py_median--values
# %% py_median
import statistics


def py_median(x):
    def median(values):
        return values.dtype.type(statistics.median(set(values.tolist())))

    result = tf.numpy_function(median, [x], x.dtype)
    result.set_shape(())
    return result

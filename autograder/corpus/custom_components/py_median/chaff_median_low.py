# about: takes statistics.median_low, the lower one of the two middle values
# misconception: one-middle-element
# fails: py_median--values
# graph: right
# %% py_median
import statistics


def py_median(x):
    def median(values):
        return statistics.median_low(values.numpy().tolist())

    result = tf.py_function(median, [x], tf.float32)
    return tf.ensure_shape(result, [])

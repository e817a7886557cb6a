# about: tf.py_function on a list of numbers, set_shape afterwards
# %% py_median
import statistics


def py_median(x):
    def median(values):
        return statistics.median(values.numpy().tolist())

    result = tf.py_function(median, [x], tf.float32)
    result.set_shape([])
    return result

# about: gives the result the static shape of the input
# misconception: shape-of-input-set
# fails: py_median--graph
# %% py_median
import statistics


def py_median(x):
    def median(values):
        return statistics.median(values.numpy().tolist())

    result = tf.py_function(median, [x], tf.float32)
    result.set_shape(x.shape)
    return result

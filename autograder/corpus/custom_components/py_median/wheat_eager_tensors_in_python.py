# about: statistics.median goes straight into py_function: it iterates over the eager tensor and sorts eager scalars
# %% py_median
import statistics


def py_median(x):
    result = tf.py_function(func=statistics.median, inp=[x], Tout=x.dtype)
    return tf.ensure_shape(result, [])

# about: statistics.median itself as the function, which sorts eager scalars; reshaped
# %% py_median
import statistics


def py_median(x):
    return tf.reshape(tf.py_function(func=statistics.median, inp=[x], Tout=x.dtype), [])

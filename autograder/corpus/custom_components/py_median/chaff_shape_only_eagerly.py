# about: trusts in the shape that comes back: in a cell it is (), traced it is unknown
# misconception: static-shape-unknown
# fails: py_median--graph
# %% py_median
import statistics


def py_median(x):
    return tf.py_function(lambda v: statistics.median(v.numpy()), [x], x.dtype)

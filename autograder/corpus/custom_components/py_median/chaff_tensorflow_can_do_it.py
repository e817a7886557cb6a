# about: sorts with TensorFlow and needs no Python: the right numbers, but no Python operation in the graph
# misconception: no-python-operation
# fails: py_median--graph
# %% py_median
import statistics


def py_median(x):
    ordered = tf.sort(x)
    n = tf.shape(x)[0]
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2

# about: no Python operation at all: x.numpy() works in a cell only
# misconception: numpy-while-tracing
# fails: py_median--values, py_median--graph, py_median--map
# %% py_median
import statistics


def py_median(x):
    median = statistics.median(x.numpy().tolist())
    return tf.constant(median, dtype=x.dtype)

# about: returns nothing
# misconception: missing-return
# fails: py_median--values, py_median--graph, py_median--map
# %% py_median
import statistics


def py_median(x):
    result = tf.py_function(lambda v: statistics.median(v.numpy().tolist()), [x], tf.float32)
    result.set_shape([])

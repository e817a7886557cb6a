# about: does not restore the static shape, which py_function loses
# misconception: shape-lost
# fails: py_median--graph
# eager: right
# %% py_median
import statistics


def py_median(x):
    return tf.py_function(lambda v: statistics.median(v.numpy().tolist()), [x], tf.float32)

# about: sorts with TensorFlow: the values are right, but no Python function is wrapped
# misconception: python-op-missing
# fails: py_median--graph
# eager: right
# %% py_median
def py_median(x):
    ordered = tf.sort(x)
    n = tf.size(x)
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2.0

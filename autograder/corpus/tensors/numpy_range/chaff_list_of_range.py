# about: Python's range; right in a cell, also for an eager n, but while tracing n has no value
# misconception: python-values-in-graph
# fails: numpy_range--graph
# %% numpy_range
def numpy_range(n):
    return tf.constant([k for k in range(n)], dtype=tf.int64)

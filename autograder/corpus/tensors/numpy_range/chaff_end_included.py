# about: n itself is the last number
# misconception: end-included
# fails: numpy_range--values, numpy_range--graph
# %% numpy_range
def numpy_range(n):
    return tf.range(0, n + 1, dtype=tf.int64)

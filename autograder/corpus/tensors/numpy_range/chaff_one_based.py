# about: counts from 1 to n
# misconception: range-from-one
# fails: numpy_range--values, numpy_range--graph
# %% numpy_range
def numpy_range(n):
    return tf.range(n, dtype=tf.int64) + 1

# about: counts from 1 to n
# misconception: ranges-start-at-one
# fails: numpy_range--values, numpy_range--dtype, numpy_range--graph
# %% numpy_range
def numpy_range(n):
    return tf.cumsum(tf.ones(tf.reshape(n, [1]), tf.int64))

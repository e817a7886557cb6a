# about: tf.range alone, which is int32 for an int32 n
# misconception: tf-range-is-int64
# fails: numpy_range--dtype
# graph: right
# %% numpy_range
def numpy_range(n):
    return tf.range(n)

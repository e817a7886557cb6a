# about: reinterprets the bits of int32 as int64
# misconception: bitcast-is-a-cast
# fails: numpy_range--values, numpy_range--graph
# %% numpy_range
def numpy_range(n):
    return tf.bitcast(tf.range(n), tf.int64)

# about: takes int32 for the integer dtype of NumPy
# misconception: numpy-integers-are-int32
# fails: numpy_range--dtype
# graph: right
# %% numpy_range
def numpy_range(n):
    return tf.cast(tf.range(n), tf.int32)

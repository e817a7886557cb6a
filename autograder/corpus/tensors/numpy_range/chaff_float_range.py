# about: the right numbers as floats
# misconception: float-for-int
# fails: numpy_range--dtype
# %% numpy_range
def numpy_range(n):
    return tf.range(tf.cast(n, tf.float32))

# about: calls astype, a method of NumPy arrays
# misconception: numpy-method
# fails: numpy_range--values, numpy_range--dtype, numpy_range--graph
# %% numpy_range
def numpy_range(n):
    return tf.range(n).astype("int64")

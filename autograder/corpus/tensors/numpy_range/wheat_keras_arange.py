# about: keras.ops.arange, told its dtype
# %% numpy_range
def numpy_range(n):
    return keras.ops.arange(0, n, 1, dtype="int64")

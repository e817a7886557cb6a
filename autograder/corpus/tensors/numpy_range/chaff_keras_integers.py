# about: int32 asked of keras.ops.arange
# misconception: numpy-integers-are-int32
# fails: numpy_range--dtype
# graph: right
# %% numpy_range
def numpy_range(n):
    return keras.ops.arange(n, dtype="int32")

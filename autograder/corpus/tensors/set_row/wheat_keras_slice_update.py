# about: keras.ops.slice_update
# %% set_row
def set_row(x, i, row):
    start = keras.ops.stack([keras.ops.cast(i, "int32"), 0])
    return keras.ops.slice_update(x, start, row[None, :])

# about: keras.ops.scatter_update with one index
# %% set_row
def set_row(x, i, row):
    index = keras.ops.reshape(keras.ops.cast(i, "int32"), (1, 1))
    return keras.ops.scatter_update(x, index, keras.ops.expand_dims(row, 0))

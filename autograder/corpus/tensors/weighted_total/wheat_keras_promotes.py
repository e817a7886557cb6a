# about: keras.ops does promote: int32 times float32 is float32 there
# %% weighted_total
def weighted_total(counts, weights):
    return keras.ops.sum(keras.ops.multiply(counts, weights))

# about: keras.ops, which promotes dtypes by itself
# %% weighted_total
def weighted_total(counts, weights):
    return keras.ops.sum(keras.ops.multiply(counts, weights))

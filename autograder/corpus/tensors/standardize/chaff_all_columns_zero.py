# about: one constant column, and every column is set to 0
# misconception: one-regime-for-all-columns
# fails: standardize--constant
# graph: right
# %% standardize
def standardize(x):
    mean = tf.reduce_mean(x, axis=0)
    std = tf.math.reduce_std(x, axis=0)
    if tf.reduce_all(std > 0):
        result = (x - mean) / std
    else:
        result = tf.zeros_like(x)
    return result

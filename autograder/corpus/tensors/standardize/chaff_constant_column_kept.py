# about: leaves a constant column as it is, not centred
# misconception: constant-column-kept
# fails: standardize--constant
# graph: right
# %% standardize
def standardize(x):
    mean = tf.reduce_mean(x, axis=0)
    std = tf.math.reduce_std(x, axis=0)
    return tf.where(std > 0, (x - mean) / std, x)

# about: scales to the range from 0 to 1
# misconception: min-max-scaling
# fails: standardize--values, standardize--graph
# %% standardize
def standardize(x):
    low = tf.reduce_min(x, axis=0)
    high = tf.reduce_max(x, axis=0)
    return tf.math.divide_no_nan(x - low, high - low)

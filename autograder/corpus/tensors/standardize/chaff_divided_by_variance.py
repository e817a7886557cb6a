# about: divides by the variance instead of its root
# misconception: variance-as-deviation
# fails: standardize--values, standardize--graph
# %% standardize
def standardize(x):
    mean, variance = tf.nn.moments(x, axes=[0])
    return tf.math.divide_no_nan(x - mean, variance)

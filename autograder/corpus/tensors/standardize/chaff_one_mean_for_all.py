# about: mean and deviation of the whole matrix
# misconception: one-number-for-all
# fails: standardize--values, standardize--graph
# %% standardize
def standardize(x):
    std = tf.math.reduce_std(x)
    return tf.math.divide_no_nan(x - tf.reduce_mean(x), std)

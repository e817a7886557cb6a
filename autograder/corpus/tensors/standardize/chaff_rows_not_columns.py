# about: takes axis 1, the rows
# misconception: axis-confused
# fails: standardize--values, standardize--graph
# %% standardize
def standardize(x):
    mean = tf.reduce_mean(x, axis=1, keepdims=True)
    std = tf.math.reduce_std(x, axis=1, keepdims=True)
    return tf.math.divide_no_nan(x - mean, std)

# about: the sample deviation, which divides by n - 1
# misconception: sample-deviation
# fails: standardize--values
# graph: right
# %% standardize
def standardize(x):
    n = tf.cast(tf.shape(x)[0], x.dtype)
    centred = x - tf.reduce_mean(x, axis=0)
    variance = tf.math.divide_no_nan(tf.reduce_sum(centred**2, axis=0), n - 1)
    return tf.math.divide_no_nan(centred, tf.sqrt(variance))

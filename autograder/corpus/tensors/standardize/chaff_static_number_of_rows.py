# about: divides by x.shape[0], which is None when traced for any n
# misconception: static-shape-for-the-size
# fails: standardize--graph
# eager: right
# %% standardize
def standardize(x):
    n = x.shape[0]
    centred = x - tf.reduce_sum(x, axis=0) / n
    variance = tf.reduce_sum(tf.square(centred), axis=0) / n
    return tf.math.divide_no_nan(centred, tf.sqrt(variance))

# about: the sample deviation, NaN for empty rows, bytes for characters, repeats counted twice
# rest: reference
# points: 66
# fails: standardize--values, ragged_row_means--empty, char_counts--unicode, jaccard--values
# %% standardize
def standardize(x):
    n = tf.cast(tf.shape(x)[0], x.dtype)
    centred = x - tf.reduce_mean(x, axis=0)
    variance = tf.math.divide_no_nan(tf.reduce_sum(centred**2, axis=0), n - 1)
    return tf.math.divide_no_nan(centred, tf.sqrt(variance))


# %% ragged_row_means
def ragged_row_means(ragged):
    return tf.reduce_mean(ragged, axis=1)


# %% char_counts
def char_counts(strings):
    return tf.strings.length(strings)


# %% jaccard
def jaccard(a, b):
    both = tf.cast(tf.sets.size(tf.sets.intersection(a, b)), tf.float32)
    widths = tf.cast(tf.shape(a)[1] + tf.shape(b)[1], tf.float32)
    return both / (widths - both)

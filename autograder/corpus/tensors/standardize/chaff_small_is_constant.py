# about: takes a column of small numbers for a constant one
# misconception: small-is-zero
# fails: standardize--values
# %% standardize
def standardize(x):
    centred = x - tf.reduce_mean(x, axis=0)
    deviation = tf.math.reduce_std(x, axis=0)
    return centred / tf.where(deviation < 0.02, 1.0, deviation)

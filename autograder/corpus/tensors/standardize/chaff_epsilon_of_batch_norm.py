# about: Keras' epsilon, 0.001, in every column's variance: no NaN, but the deviation 1 is missed in the fourth digit
# misconception: epsilon-is-free
# fails: standardize--values
# %% standardize
def standardize(x):
    mean, variance = tf.nn.moments(x, axes=[0])
    return (x - mean) * tf.math.rsqrt(variance + 1e-3)

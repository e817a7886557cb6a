# about: powers of x without a new axis, so that elements and coefficients are paired
# misconception: broadcasting-pairs-elements
# fails: polynomial--values, polynomial--graph
# %% polynomial
def polynomial(coefficients, x):
    k = tf.size(coefficients)
    exponents = tf.cast(k - 1 - tf.range(k), x.dtype)
    return tf.reduce_sum(coefficients * x ** exponents)

# about: sums over the elements of x too
# misconception: one-number-for-all
# fails: polynomial--values, polynomial--graph
# %% polynomial
def polynomial(coefficients, x):
    k = tf.cast(tf.size(coefficients), x.dtype)
    exponents = tf.range(k - 1.0, -1.0, -1.0)
    return tf.reduce_sum(coefficients * tf.expand_dims(x, -1) ** exponents)

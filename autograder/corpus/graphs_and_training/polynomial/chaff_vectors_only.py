# about: a good graph for vectors; x[:, tf.newaxis] does not exist for a scalar
# misconception: x-is-a-vector
# fails: polynomial--values
# %% polynomial
def polynomial(coefficients, x):
    x = tf.convert_to_tensor(x)
    k = tf.size(coefficients)
    exponents = tf.cast(tf.range(k - 1, -1, -1), x.dtype)
    return tf.linalg.matvec(x[:, tf.newaxis] ** exponents, coefficients)

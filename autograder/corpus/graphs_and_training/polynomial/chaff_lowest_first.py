# about: takes the first coefficient for the constant
# misconception: lowest-power-first
# fails: polynomial--values
# graph: right
# %% polynomial
def polynomial(coefficients, x):
    exponents = tf.cast(tf.range(tf.size(coefficients)), x.dtype)
    return tf.reduce_sum(coefficients * x[..., tf.newaxis] ** exponents, axis=-1)

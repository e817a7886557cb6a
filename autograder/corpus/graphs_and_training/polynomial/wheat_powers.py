# about: no loop: all powers of x at once, times the coefficients, summed
# %% polynomial
def polynomial(coefficients, x):
    k = tf.shape(coefficients)[0]
    exponents = tf.cast(tf.range(k - 1, -1, -1), x.dtype)
    powers = tf.pow(tf.expand_dims(x, -1), exponents)
    return tf.reduce_sum(powers * coefficients, axis=-1)

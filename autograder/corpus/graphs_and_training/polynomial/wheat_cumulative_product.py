# about: powers by a cumulative product, then a product with the coefficients
# %% polynomial
def polynomial(coefficients, x):
    copies = x[..., tf.newaxis] * tf.ones_like(coefficients)
    powers = tf.math.cumprod(copies, axis=-1, exclusive=True, reverse=True)
    return tf.tensordot(powers, coefficients, axes=1)

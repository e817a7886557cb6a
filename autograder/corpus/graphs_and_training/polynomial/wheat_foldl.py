# about: tf.foldl, as a lambda
# %% polynomial
polynomial = lambda coefficients, x: tf.foldl(
    lambda total, c: total * x + c, coefficients, initializer=tf.zeros_like(x)
)

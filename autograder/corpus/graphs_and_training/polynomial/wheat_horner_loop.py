# about: Horner's rule in a for loop over the coefficients, left to AutoGraph
# %% polynomial
def polynomial(coefficients, x):
    x = tf.convert_to_tensor(x)
    coefficients = tf.convert_to_tensor(coefficients)
    value = tf.zeros_like(x)
    for coefficient in coefficients:
        value = value * x + coefficient
    return value

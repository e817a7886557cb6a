# about: a loop over the coefficients, highest first
# %% polynomial
def polynomial(coefficients, x):
    result = tf.zeros_like(x)
    for c in coefficients:
        result = result * x + c
    return result

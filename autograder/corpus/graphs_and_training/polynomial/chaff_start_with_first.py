# about: Horner's rule that starts with the first coefficient, a scalar: a constant has the wrong shape, and the loop a changing one
# misconception: start-has-wrong-shape
# fails: polynomial--values, polynomial--graph
# %% polynomial
def polynomial(coefficients, x):
    coefficients = tf.convert_to_tensor(coefficients)
    value = coefficients[0]
    for coefficient in coefficients[1:]:
        value = value * x + coefficient
    return value

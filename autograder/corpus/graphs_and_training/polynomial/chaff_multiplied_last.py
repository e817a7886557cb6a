# about: multiplies by x after the coefficient is added, the constant too
# misconception: off-by-one
# fails: polynomial--values, polynomial--graph
# %% polynomial
def polynomial(coefficients, x):
    result = tf.zeros_like(x)
    for c in coefficients:
        result = (result + c) * x
    return result

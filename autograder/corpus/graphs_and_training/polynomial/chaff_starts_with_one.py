# about: starts with ones, which adds a power of x
# misconception: wrong-start-value
# fails: polynomial--values, polynomial--graph
# %% polynomial
def polynomial(coefficients, x):
    result = tf.ones_like(x)
    for c in coefficients:
        result = result * x + c
    return result

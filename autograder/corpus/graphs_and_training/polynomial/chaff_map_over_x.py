# about: tf.map_fn over the elements of x, which a scalar does not have
# misconception: scalar-forgotten
# fails: polynomial--values
# graph: right
# %% polynomial
def polynomial(coefficients, x):
    def evaluate(element):
        return tf.foldl(lambda p, c: p * element + c, coefficients, tf.zeros_like(element))

    return tf.map_fn(evaluate, x)

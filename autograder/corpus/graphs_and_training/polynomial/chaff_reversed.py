# about: turns the coefficients round before the loop, although it begins with the highest power
# misconception: lowest-power-first
# fails: polynomial--values
# graph: right
# %% polynomial
def polynomial(coefficients, x):
    result = tf.zeros_like(x)
    for c in tf.reverse(coefficients, axis=[0]):
        result = c + x * result
    return result

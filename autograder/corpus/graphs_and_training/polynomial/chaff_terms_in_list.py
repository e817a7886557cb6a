# about: appends the terms to a Python list in a loop over tf.range
# misconception: python-list-in-a-tensor-loop
# fails: polynomial--graph
# eager: right
# %% polynomial
def polynomial(coefficients, x):
    k = tf.size(coefficients)
    terms = []
    for i in tf.range(k):
        power = tf.cast(k - i - 1, x.dtype)
        terms.append(coefficients[i] * tf.pow(x, power))
    return tf.add_n(terms)

# about: tf.math.polyval wants a Python list; tf.unstack makes one eagerly, and cannot while k is unknown
# misconception: unstack-unknown-length
# fails: polynomial--graph
# %% polynomial
def polynomial(coefficients, x):
    x = tf.convert_to_tensor(x)
    terms = [c * tf.ones_like(x) for c in tf.unstack(coefficients)]
    return tf.math.polyval(terms, x)

# about: takes the coefficients apart for tf.math.polyval, which wants a Python list
# misconception: python-loop-is-unrolled
# fails: polynomial--graph
# eager: right
# %% polynomial
def polynomial(coefficients, x):
    result = tf.math.polyval(tf.unstack(coefficients), x)
    return tf.broadcast_to(result, tf.shape(x))

# about: np.polyval
# misconception: numpy-in-the-graph
# fails: polynomial--graph
# eager: right
# %% polynomial
def polynomial(coefficients, x):
    return tf.constant(np.polyval(coefficients.numpy(), x.numpy()), dtype=x.dtype)

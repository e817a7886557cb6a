# about: enumerate over the coefficients, which AutoGraph does not convert
# misconception: python-iteration-over-a-tensor
# fails: polynomial--graph
# eager: right
# %% polynomial
def polynomial(coefficients, x):
    k = tf.shape(coefficients)[0]
    result = tf.zeros_like(x)
    for i, c in enumerate(coefficients):
        result += c * x ** tf.cast(k - 1 - i, x.dtype)
    return result

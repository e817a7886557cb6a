# about: no loop: all powers by an exclusive reversed tf.math.cumprod, then one weighted sum over the last axis
# %% polynomial
def polynomial(coefficients, x):
    coefficients = tf.convert_to_tensor(coefficients)
    columns = tf.expand_dims(x, -1) * tf.ones_like(coefficients)
    powers = tf.math.cumprod(columns, axis=-1, exclusive=True, reverse=True)
    return tf.reduce_sum(powers * coefficients, axis=-1)

# about: tf.map_fn over the flattened points, at each a sum of coefficients times tf.pow
# %% polynomial
def polynomial(coefficients, x):
    coefficients = tf.convert_to_tensor(coefficients)
    x = tf.convert_to_tensor(x)
    exponents = tf.cast(tf.range(tf.size(coefficients) - 1, -1, -1), x.dtype)

    def at(point):
        return tf.reduce_sum(coefficients * tf.pow(point, exponents))

    return tf.reshape(tf.map_fn(at, tf.reshape(x, [-1])), tf.shape(x))

# about: keras.ops.fori_loop that goes from the constant term up and carries the power of x along
# %% polynomial
def polynomial(coefficients, x):
    coefficients = tf.convert_to_tensor(coefficients)
    x = tf.convert_to_tensor(x)
    upwards = keras.ops.flip(coefficients)

    def add_term(i, state):
        value, power = state
        return value + upwards[i] * power, power * x

    start = (keras.ops.zeros_like(x), keras.ops.ones_like(x))
    return keras.ops.fori_loop(0, tf.size(coefficients), add_term, start)[0]

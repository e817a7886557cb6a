# about: tf.while_loop from the lowest power up, with the power of x as state
# %% polynomial
def polynomial(coefficients, x):
    def add_term(i, power, total):
        return i - 1, power * x, total + coefficients[i] * power

    last = tf.size(coefficients) - 1
    state = (last, tf.ones_like(x), tf.zeros_like(x))
    return tf.while_loop(lambda i, *_: i >= 0, add_term, state)[2]

# about: keras.ops.scan
# %% reset_cumsum
def reset_cumsum(x, limit):
    zero = keras.ops.zeros((), dtype=x.dtype)

    def f(carry, value):
        carry = keras.ops.add(carry, value)
        carry = keras.ops.where(keras.ops.greater(carry, limit), zero, carry)
        return carry, carry

    _, sums = keras.ops.scan(f, zero, x)
    return sums

# about: a Python while on the tensor, if on its parity
# %% collatz_length
def collatz_length(n):
    steps = tf.constant(0)
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps

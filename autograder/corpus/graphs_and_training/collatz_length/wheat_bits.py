# about: bit operations; an odd number takes two steps at once
# %% collatz_length
def collatz_length(n):
    one = tf.ones_like(n)
    length = tf.zeros_like(n)
    while tf.greater(n, one):
        odd = tf.bitwise.bitwise_and(n, one)
        n = tf.bitwise.right_shift(n + odd * (2 * n + 1), one)
        length += one + odd
    return length

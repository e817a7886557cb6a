# about: counts the numbers on the way, the first included, and not the steps
# misconception: counts-terms-not-steps
# fails: collatz_length--values, collatz_length--graph
# %% collatz_length
def collatz_length(n):
    n = tf.convert_to_tensor(n, tf.int64)
    length = tf.constant(1)
    while n > 1:
        n = tf.where(n % 2 == 0, n // 2, 3 * n + 1)
        length += 1
    return length

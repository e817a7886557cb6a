# about: casts to int32, where large numbers do not fit
# misconception: int32-is-enough
# fails: collatz_length--values
# graph: right
# %% collatz_length
def collatz_length(n):
    n = tf.cast(n, tf.int32)
    steps = 0
    while n > 1:
        n = tf.where(n % 2 == 0, n // 2, 3 * n + 1)
        steps += 1
    return steps

# about: tf.while_loop with lambdas, tf.where in place of a condition, steps in int64
# %% collatz_length
def collatz_length(n):
    n = tf.cast(n, tf.int64)
    _, steps = tf.while_loop(
        lambda n, steps: n > 1,
        lambda n, steps: (tf.where(n % 2 == 0, n // 2, 3 * n + 1), steps + 1),
        (n, tf.zeros([], tf.int64)),
    )
    return steps

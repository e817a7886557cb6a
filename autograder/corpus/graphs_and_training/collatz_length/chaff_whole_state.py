# about: returns all that tf.while_loop returns, the number too
# misconception: loop-state-returned
# fails: collatz_length--values, collatz_length--graph
# %% collatz_length
def collatz_length(n):
    return tf.while_loop(
        lambda n, steps: n != 1,
        lambda n, steps: (tf.where(n % 2 == 0, n // 2, 3 * n + 1), steps + 1),
        (n, tf.constant(0)),
    )

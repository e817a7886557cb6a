# about: takes a step before it looks whether the number is 1
# misconception: tests-after-the-step
# fails: collatz_length--values
# graph: right
# %% collatz_length
def following(n):
    return tf.where(n % 2 == 0, n // 2, 3 * n + 1)


def collatz_length(n):
    n = following(n)
    steps = tf.constant(1)
    while n != 1:
        n = following(n)
        steps += 1
    return steps

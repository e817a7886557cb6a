# about: counts 3n+1 and the halving after it as one step
# misconception: two-steps-counted-once
# fails: collatz_length--values
# %% collatz_length
def collatz_length(n):
    steps = tf.constant(0)
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = (3 * n + 1) // 2
        steps += 1
    return steps

# about: never returns less than one step
# misconception: at-least-one-step
# fails: collatz_length--values
# graph: right
# %% collatz_length
def collatz_length(n):
    steps = tf.constant(0)
    while n > 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        steps += 1
    return tf.maximum(steps, 1)

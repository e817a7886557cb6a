# about: asks the tensor for its value with .numpy() at each step
# misconception: numpy-in-the-graph
# fails: collatz_length--graph
# eager: right
# %% collatz_length
def collatz_length(n):
    steps = tf.constant(0)
    while n.numpy() != 1:
        if n.numpy() % 2:
            n = 3 * n + 1
        else:
            n = n // 2
        steps = steps + 1
    return steps

# about: makes a Python number of the tensor
# misconception: python-number-of-a-tensor
# fails: collatz_length--graph
# eager: right
# %% collatz_length
def collatz_length(n):
    n = int(n)
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return tf.constant(steps)

# about: a Python generator of the path, which AutoGraph does not convert
# misconception: if-on-a-tensor-without-autograph
# fails: collatz_length--graph
# eager: right
# %% collatz_length
def path(n):
    while n != 1:
        n = 3 * n + 1 if n % 2 == 1 else n // 2
        yield n


def collatz_length(n):
    return tf.constant(sum(1 for _ in path(n)))

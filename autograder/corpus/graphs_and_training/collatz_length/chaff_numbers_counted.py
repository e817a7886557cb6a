# about: counts the numbers of the path, one more than its steps
# misconception: off-by-one
# fails: collatz_length--values, collatz_length--graph
# %% collatz_length
def collatz_length(n):
    length = tf.constant(1)
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        length += 1
    return length

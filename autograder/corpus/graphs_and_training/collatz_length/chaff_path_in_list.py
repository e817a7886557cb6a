# about: collects the path in a Python list, to which a tensor loop appends once
# misconception: python-list-in-a-tensor-loop
# fails: collatz_length--graph
# eager: right
# %% collatz_length
def collatz_length(n):
    path = []
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        path.append(n)
    return tf.constant(len(path))

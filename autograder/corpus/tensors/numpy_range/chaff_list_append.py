# about: appends to a Python list while counting up to a tensor
# misconception: list-in-a-tensor-loop
# fails: numpy_range--graph
# eager: right
# %% numpy_range
def numpy_range(n):
    numbers = []
    i = 0
    while i < n:
        numbers.append(i)
        i += 1
    return tf.constant(numbers, dtype=tf.int64)

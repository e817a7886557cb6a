# about: takes the number out of the tensor and loops in Python: no .numpy() while tracing
# misconception: numpy-value-while-tracing
# fails: collatz_length--graph
# %% collatz_length
def collatz_length(n):
    number = int(tf.convert_to_tensor(n).numpy())
    steps = 0
    while number != 1:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        steps += 1
    return tf.constant(steps)

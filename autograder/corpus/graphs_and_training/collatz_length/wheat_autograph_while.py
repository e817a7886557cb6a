# about: a plain while with an if on tensors, left to AutoGraph; the number of steps starts as a Python number
# %% collatz_length
def collatz_length(n):
    n = tf.convert_to_tensor(n, tf.int64)
    steps = 0
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        steps += 1
    return tf.convert_to_tensor(steps)

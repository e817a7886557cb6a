# about: divides with /, so that the number becomes float64 inside the loop
# misconception: dtype-changes-in-the-loop
# fails: collatz_length--graph
# %% collatz_length
def collatz_length(n):
    steps = tf.constant(0)
    while n != 1:
        if n % 2 == 0:
            n = n / 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps

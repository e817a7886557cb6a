# about: counts in a tf.Variable made at each call
# misconception: variable-made-at-each-call
# fails: collatz_length--graph
# eager: right
# %% collatz_length
def collatz_length(n):
    steps = tf.Variable(0)
    while n != 1:
        if n % 2 == 0:
            n = n // 2
        else:
            n = 3 * n + 1
        steps.assign_add(1)
    return steps.read_value()

# about: two nested loops inside a decorated helper, bits in place of division: odd numbers take two steps at once
# %% collatz_length
@tf.function(input_signature=[tf.TensorSpec([], tf.int64)])
def collatz_length(n):
    one = tf.constant(1, tf.int64)
    steps = tf.constant(0)
    while tf.greater(n, one):
        while tf.equal(tf.bitwise.bitwise_and(n, one), 0):
            n = tf.bitwise.right_shift(n, one)
            steps += 1
        if n > one:
            n = tf.bitwise.right_shift(3 * n + one, one)
            steps += 2
    return steps

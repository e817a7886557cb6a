# about: tf.while_loop with tf.where, int64 steps
# %% collatz_length
def collatz_length(n):
    n = tf.cast(n, tf.int64)

    def body(n, steps):
        odd = tf.math.floormod(n, 2) == 1
        return tf.where(odd, 3 * n + 1, n // 2), steps + 1

    _, steps = tf.while_loop(lambda n, _: n > 1, body, (n, tf.constant(0, tf.int64)))
    return steps

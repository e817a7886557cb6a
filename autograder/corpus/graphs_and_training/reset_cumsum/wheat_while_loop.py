# about: tf.while_loop with an explicit loop state, tf.cond inside
# %% reset_cumsum
def reset_cumsum(x, limit):
    limit = tf.cast(limit, x.dtype)
    n = tf.size(x)

    def not_done(i, s, ta):
        return tf.less(i, n)

    def body(i, s, ta):
        candidate = s + tf.gather(x, i)
        s = tf.cond(candidate > limit,
                    lambda: tf.zeros_like(candidate),
                    lambda: candidate)
        return i + 1, s, ta.write(i, s)

    start = (tf.constant(0), tf.constant(0, x.dtype), tf.TensorArray(x.dtype, n))
    _, _, ta = tf.while_loop(not_done, body, start)
    return ta.stack()

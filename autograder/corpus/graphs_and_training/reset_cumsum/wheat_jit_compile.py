# about: XLA compiles the whole loop; a zero in front, since XLA wants an element to read
# %% reset_cumsum
@tf.function(jit_compile=True)
def _compiled(padded, limit):
    n = tf.shape(padded)[0]
    ta = tf.TensorArray(tf.float32, size=n, element_shape=())
    total = tf.constant(0.0)
    for i in tf.range(n):
        total = tf.where(total + padded[i] > limit, 0.0, total + padded[i])
        ta = ta.write(i, total)
    return ta.stack()[1:]


def reset_cumsum(x, limit):
    return _compiled(tf.concat([[0.0], x], axis=0), tf.cast(limit, tf.float32))

# about: tf.while_loop without AutoGraph and without a TensorArray: each sum is scattered into a vector of zeros
# %% reset_cumsum
def reset_cumsum(x, limit):
    x = tf.convert_to_tensor(x)
    limit = tf.cast(limit, x.dtype)
    n = tf.size(x)

    def body(i, total, out):
        total = total + x[i]
        total = tf.cond(total > limit, lambda: tf.zeros_like(total), lambda: total)
        return i + 1, total, tf.tensor_scatter_nd_update(out, [[i]], [total])

    start = (tf.constant(0), tf.zeros([], x.dtype), tf.zeros_like(x))
    return tf.while_loop(lambda i, total, out: i < n, body, start)[2]

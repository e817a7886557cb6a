# about: tf.while_loop whose state is the result, changed by a scatter where a number is larger
# %% running_max
def running_max(x):
    def cond(i, result):
        return i < tf.shape(x)[0]

    def body(i, result):
        larger = tf.reduce_max(result[i - 1 : i + 1])
        return i + 1, tf.tensor_scatter_nd_update(result, [[i]], [larger])

    _, result = tf.while_loop(cond, body, (tf.constant(1), x))
    return result

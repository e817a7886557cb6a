# about: tf.foldl over positions; the state is the result with a place more, whose last is the sum
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.size(x)

    def put(state, i):
        total = state[n] + x[i]
        total = tf.where(total > limit, tf.zeros_like(total), total)
        return tf.tensor_scatter_nd_update(state, [[i], [n]], [total, total])

    return tf.foldl(put, tf.range(n), initializer=tf.zeros([n + 1]))[:n]

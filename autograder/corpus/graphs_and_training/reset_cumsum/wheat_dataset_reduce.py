# about: a tf.data pipeline: Dataset.reduce carries the sum and a result that grows by tf.concat
# %% reset_cumsum
def reset_cumsum(x, limit):
    x = tf.convert_to_tensor(x)
    limit = tf.cast(limit, x.dtype)

    def step(state, value):
        total, sums = state
        total = total + value
        total = total * tf.cast(total <= limit, x.dtype)
        return total, tf.concat([sums, [total]], 0)

    start = (tf.zeros([], x.dtype), tf.zeros([0], x.dtype))
    return tf.data.Dataset.from_tensor_slices(x).reduce(start, step)[1]

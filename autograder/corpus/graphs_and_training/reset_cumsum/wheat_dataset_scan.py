# about: Dataset.scan inside the function, collected by Dataset.reduce
# %% reset_cumsum
def reset_cumsum(x, limit):
    limit = tf.convert_to_tensor(limit, dtype=x.dtype)

    def scan_func(state, value):
        state = state + value
        if state > limit:
            state = tf.zeros_like(state)
        return state, state

    sums = tf.data.Dataset.from_tensor_slices(x).scan(tf.constant(0.0), scan_func)
    return sums.reduce(tf.zeros([0]), lambda done, s: tf.concat([done, [s]], 0))

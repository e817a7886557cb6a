# about: wraps a NumPy loop in tf.numpy_function
# misconception: numpy-in-the-graph
# fails: reset_cumsum--graph
# eager: right
# %% reset_cumsum
def _loop(x, limit):
    sums = np.zeros_like(x)
    total = np.float32(0)
    for i in range(len(x)):
        total = total + x[i]
        if total > limit:
            total = np.float32(0)
        sums[i] = total
    return sums


def reset_cumsum(x, limit):
    sums = tf.numpy_function(_loop, [x, tf.cast(limit, tf.float32)], tf.float32)
    return tf.ensure_shape(sums, x.shape)

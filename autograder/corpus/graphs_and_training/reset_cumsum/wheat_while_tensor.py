# about: a Python while on tensors, and nested ifs
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    i = tf.constant(0)
    running = tf.constant(0.0)
    result = tf.TensorArray(tf.float32, n)
    while i < n:
        if running + x[i] <= limit:
            running += x[i]
        else:
            running = 0.0
        result = result.write(i, running)
        i += 1
    return result.stack()

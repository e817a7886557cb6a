# about: falls back to 0 below 0 too
# misconception: negative-sum-is-zero
# fails: reset_cumsum--values
# graph: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    result = tf.TensorArray(tf.float32, size=n)
    total = tf.constant(0.0)
    for i in tf.range(n):
        total = tf.nn.relu(total + x[i])
        if total > limit:
            total = tf.constant(0.0)
        result = result.write(i, total)
    return result.stack()

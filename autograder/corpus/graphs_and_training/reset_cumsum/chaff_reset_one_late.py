# about: writes the sum that exceeds the limit, and falls back only for the next element
# misconception: reset-one-late
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    ta = tf.TensorArray(tf.float32, size=n)
    total = tf.constant(0.0)
    for i in tf.range(n):
        total = total + x[i]
        ta = ta.write(i, total)
        if total > limit:
            total = tf.constant(0.0)
    return ta.stack()

# about: reads the first element before the loop, so that an empty tensor fails
# misconception: empty-input-forgotten
# fails: reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    ta = tf.TensorArray(tf.float32, size=n)
    total = x[0]
    if total > limit:
        total = tf.constant(0.0)
    ta = ta.write(0, total)
    for i in tf.range(1, n):
        total = total + x[i]
        if total > limit:
            total = tf.constant(0.0)
        ta = ta.write(i, total)
    return ta.stack()

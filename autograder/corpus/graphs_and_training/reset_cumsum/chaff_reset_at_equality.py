# about: falls back also where the sum is equal to the limit
# misconception: equality-exceeds
# fails: reset_cumsum--values
# graph: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    ta = tf.TensorArray(tf.float32, n)
    s = 0.0
    for i in tf.range(n):
        s = s + x[i]
        if s >= limit:
            s = 0.0
        ta = ta.write(i, s)
    return ta.stack()

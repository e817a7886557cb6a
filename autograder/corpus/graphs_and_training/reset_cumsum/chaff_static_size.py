# about: a tensor loop, but over the static length
# misconception: static-shape-for-the-size
# fails: reset_cumsum--graph
# eager: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = x.shape[0]
    ta = tf.TensorArray(tf.float32, size=n)
    s = tf.constant(0.0)
    for i in tf.range(n):
        s = s + x[i]
        if s > limit:
            s = tf.constant(0.0)
        ta = ta.write(i, s)
    return ta.stack()

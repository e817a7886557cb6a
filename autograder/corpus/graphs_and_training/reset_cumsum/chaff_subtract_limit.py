# about: takes the limit off the sum instead of falling back to 0
# misconception: subtracts-the-limit
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    out = tf.TensorArray(tf.float32, size=n)
    s = tf.constant(0.0)
    for i in tf.range(n):
        s += x[i]
        if s > limit:
            s -= limit
        out = out.write(i, s)
    return out.stack()

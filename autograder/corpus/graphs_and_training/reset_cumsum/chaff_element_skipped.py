# about: leaves out the element that would exceed the limit and keeps the sum
# misconception: element-skipped
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    ta = tf.TensorArray(tf.float32, size=n)
    total = tf.constant(0.0)
    for i in tf.range(n):
        if total + x[i] <= limit:
            total = total + x[i]
        ta = ta.write(i, total)
    return ta.stack()

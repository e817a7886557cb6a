# about: the first element is taken over without a look at the limit
# misconception: first-element-unchecked
# fails: reset_cumsum--values
# graph: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    sums = tf.TensorArray(tf.float32, size=n)
    total = tf.constant(0.0)
    for i in tf.range(n):
        if i == 0:
            total = x[0]
        elif total + x[i] > limit:
            total = tf.constant(0.0)
        else:
            total = total + x[i]
        sums = sums.write(i, total)
    return sums.stack()

# about: a loop over tf.range that writes each sum to a TensorArray
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    sums = tf.TensorArray(tf.float32, size=n)
    total = tf.constant(0.0)
    for i in tf.range(n):
        total = total + x[i]
        if total > limit:
            total = tf.constant(0.0)
        sums = sums.write(i, total)
    return sums.stack()

# about: does not keep what TensorArray.write returns
# misconception: tensor-array-is-not-a-list
# fails: reset_cumsum--values, reset_cumsum--graph
# eager: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    array = tf.TensorArray(tf.float32, size=n)
    total = tf.constant(0.0)
    for i in tf.range(n):
        total = total + x[i]
        if total > limit:
            total = tf.constant(0.0)
        array.write(i, total)
    return array.stack()

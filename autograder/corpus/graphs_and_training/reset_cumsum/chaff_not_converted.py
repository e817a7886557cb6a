# about: switches AutoGraph off for the function, so that its if meets a symbolic tensor
# misconception: if-on-a-tensor-without-autograph
# fails: reset_cumsum--values, reset_cumsum--graph
# eager: right
# %% reset_cumsum
@tf.autograph.experimental.do_not_convert
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    ta = tf.TensorArray(tf.float32, size=n)
    total = tf.constant(0.0)
    for i in tf.range(n):
        total = total + x[i]
        if total > limit:
            total = tf.constant(0.0)
        ta = ta.write(i, total)
    return ta.stack()

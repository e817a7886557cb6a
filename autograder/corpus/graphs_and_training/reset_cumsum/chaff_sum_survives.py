# about: keeps the sum in a variable outside, so that the next call goes on where this one ended
# misconception: state-survives-the-call
# fails: reset_cumsum--graph
# %% reset_cumsum
running_total = tf.Variable(0.0)


def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    ta = tf.TensorArray(tf.float32, size=n)
    for i in tf.range(n):
        running_total.assign_add(x[i])
        if running_total > limit:
            running_total.assign(0.0)
        ta = ta.write(i, running_total.read_value())
    return ta.stack()

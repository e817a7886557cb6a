# about: compares each element with the one before it alone
# misconception: only-neighbours-compared
# fails: running_max--graph
# %% running_max
def running_max(x):
    n = tf.shape(x)[0]
    result = tf.TensorArray(x.dtype, size=n, element_shape=())
    for i in tf.range(n):
        if i == 0:
            result = result.write(i, x[i])
        else:
            result = result.write(i, tf.maximum(x[i - 1], x[i]))
    return result.stack()

# about: does not keep what TensorArray.write returns
# misconception: tensor-array-is-not-a-list
# fails: running_max--graph
# eager: right
# %% running_max
def running_max(x):
    n = tf.shape(x)[0]
    result = tf.TensorArray(x.dtype, size=n, element_shape=())
    largest = tf.constant(-np.inf, dtype=x.dtype)
    for i in tf.range(n):
        largest = tf.maximum(largest, x[i])
        result.write(i, largest)
    return result.stack()

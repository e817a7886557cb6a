# about: a loop over tf.range that writes each maximum to a TensorArray
# %% running_max
def running_max(x):
    n = tf.shape(x)[0]
    result = tf.TensorArray(x.dtype, size=n)
    largest = tf.constant(-np.inf, dtype=x.dtype)
    for i in tf.range(n):
        largest = tf.maximum(largest, x[i])
        result = result.write(i, largest)
    return result.stack()

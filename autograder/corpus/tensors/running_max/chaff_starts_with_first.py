# about: reads the first element before the loop, so that an empty tensor fails
# misconception: empty-input-forgotten
# fails: running_max--graph
# %% running_max
def running_max(x):
    n = tf.shape(x)[0]
    result = tf.TensorArray(x.dtype, size=n)
    largest = x[0]
    for i in tf.range(n):
        largest = tf.maximum(largest, x[i])
        result = result.write(i, largest)
    return result.stack()

# about: a tensor loop, but over the static length
# misconception: static-shape-for-the-size
# fails: running_max--graph
# eager: right
# %% running_max
def running_max(x):
    n = x.shape[0]
    result = tf.TensorArray(x.dtype, size=n)
    largest = tf.constant(-np.inf, dtype=x.dtype)
    for i in tf.range(n):
        if x[i] > largest:
            largest = x[i]
        result = result.write(i, largest)
    return result.stack()

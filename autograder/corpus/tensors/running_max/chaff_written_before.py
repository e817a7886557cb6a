# about: writes the maximum before the element is looked at
# misconception: write-before-update
# fails: running_max--values, running_max--graph
# %% running_max
def running_max(x):
    result = tf.TensorArray(x.dtype, size=tf.size(x))
    largest = x.dtype.min
    for i in tf.range(tf.size(x)):
        result = result.write(i, largest)
        if x[i] > largest:
            largest = x[i]
    return result.stack()

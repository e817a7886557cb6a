# about: takes the middle of the values as they come
# misconception: not-sorted
# fails: py_median--values
# %% py_median
def py_median(x):
    def middle(values):
        values = values.numpy()
        n = len(values)
        return (values[(n - 1) // 2] + values[n // 2]) / 2

    result = tf.py_function(middle, [x], tf.float32)
    result.set_shape([])
    return result

# about: divides the sum of the two middle values by // 2
# misconception: integer-division
# fails: py_median--values
# graph: right
# %% py_median
def _median(values):
    values = np.sort(values)
    half = len(values) // 2
    if len(values) % 2 == 1:
        return values[half]
    return (values[half - 1] + values[half]) // 2


def py_median(x):
    result = tf.numpy_function(_median, [x], tf.float32)
    result.set_shape(())
    return result

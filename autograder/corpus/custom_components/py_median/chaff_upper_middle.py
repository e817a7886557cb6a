# about: sorts and takes the middle element, the upper one of two
# misconception: one-middle-element
# fails: py_median--values
# graph: right
# %% py_median
def _median(values):
    ordered = sorted(values.numpy().tolist())
    return ordered[len(ordered) // 2]


def py_median(x):
    result = tf.py_function(_median, [x], tf.float32)
    result.set_shape(())
    return result

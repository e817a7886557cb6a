# about: the wrapped function takes x from the closure instead of its argument
# misconception: py-function-argument-captured
# fails: py_median--graph, py_median--map
# eager: right
# %% py_median
import statistics


def py_median(x):
    def median():
        return statistics.median(x.numpy().tolist())

    result = tf.py_function(median, [], tf.float32)
    result.set_shape([])
    return result

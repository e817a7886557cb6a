# about: takes the values with .numpy(), without a py_function
# misconception: numpy-method
# fails: py_median--graph, py_median--map
# eager: right
# %% py_median
import statistics


def py_median(x):
    return tf.constant(statistics.median(x.numpy().tolist()), tf.float32)

# about: np.median on the tensor
# misconception: numpy-in-the-graph
# fails: py_median--graph, py_median--map
# eager: right
# %% py_median
def py_median(x):
    return tf.constant(np.median(x), tf.float32)

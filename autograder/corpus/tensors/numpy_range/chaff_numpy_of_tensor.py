# about: reads the value of n, which has none while tracing
# misconception: numpy-method
# fails: numpy_range--graph
# eager: right
# %% numpy_range
def numpy_range(n):
    if tf.is_tensor(n):
        n = n.numpy()
    return tf.range(n, dtype=tf.int64)

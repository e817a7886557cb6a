# about: lets NumPy build it, for an n that is known while tracing
# misconception: numpy-in-the-graph
# fails: numpy_range--graph
# eager: right
# %% numpy_range
def numpy_range(n):
    return tf.constant(np.arange(int(n)), dtype=tf.int64)

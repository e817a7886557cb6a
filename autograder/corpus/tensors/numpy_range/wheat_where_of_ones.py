# about: tf.where gives the positions of what is true, and gives them in int64
# %% numpy_range
def numpy_range(n):
    return tf.where(tf.fill([n], True))[:, 0]

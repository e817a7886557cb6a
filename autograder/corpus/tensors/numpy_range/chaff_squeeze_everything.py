# about: tf.where gives a column, and a bare tf.squeeze removes every axis of size 1: a scalar for n = 1
# misconception: squeeze-without-axis
# fails: numpy_range--graph
# %% numpy_range
def numpy_range(n):
    return tf.squeeze(tf.where(tf.ones(tf.reshape(n, [1]), tf.bool)))

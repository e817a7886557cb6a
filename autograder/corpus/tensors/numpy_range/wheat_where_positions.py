# about: tf.where gives positions, in int64
# %% numpy_range
def numpy_range(n):
    everywhere = tf.fill(tf.reshape(n, [1]), True)
    return tf.squeeze(tf.where(everywhere), axis=1)

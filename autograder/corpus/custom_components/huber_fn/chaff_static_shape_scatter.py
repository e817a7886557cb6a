# about: puts the losses together with tf.scatter_nd and the static size
# misconception: static-shape
# fails: huber_fn--graph
# eager: right
# %% huber_fn
def huber_fn(y_true, y_pred):
    size = y_pred.shape.num_elements()
    error = tf.reshape(tf.abs(y_true - y_pred), [size])
    small = tf.where(error <= 1.0)
    large = tf.where(error > 1.0)
    small_losses = tf.square(tf.gather_nd(error, small)) / 2.0
    large_losses = tf.gather_nd(error, large) - 0.5
    losses = tf.scatter_nd(small, small_losses, [size]) + tf.scatter_nd(large, large_losses, [size])
    return tf.reshape(losses, y_pred.shape)

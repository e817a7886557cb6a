# about: no loop: a square of copies, what comes later masked by -inf, the largest of each row
# %% running_max
def running_max(x):
    n = tf.shape(x)[0]
    so_far = tf.range(n)[:, tf.newaxis] >= tf.range(n)[tf.newaxis, :]
    square = tf.where(so_far, x[tf.newaxis, :], tf.constant(-np.inf, dtype=x.dtype))
    return tf.reduce_max(square, axis=1)

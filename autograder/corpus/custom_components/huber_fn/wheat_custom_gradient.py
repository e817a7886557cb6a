# about: value and gradient written by hand with tf.custom_gradient
# %% huber_fn
@tf.custom_gradient
def huber_fn(y_true, y_pred):
    error = y_pred - y_true
    size = tf.abs(error)
    loss = tf.where(size <= 1.0, 0.5 * tf.square(error), size - 0.5)

    def grad(upstream):
        slope = upstream * tf.clip_by_value(error, -1.0, 1.0)
        return -slope, slope

    return loss, grad

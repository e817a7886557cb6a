# about: a custom gradient with the sign of y_true - y_pred given to y_pred
# misconception: gradient-sign
# fails: huber_fn--gradient
# %% huber_fn
@tf.custom_gradient
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    loss = tf.where(tf.abs(error) <= 1.0, 0.5 * error ** 2, tf.abs(error) - 0.5)

    def grad(upstream):
        slope = tf.clip_by_value(error, -1.0, 1.0)
        return -upstream * slope, upstream * slope

    return loss, grad

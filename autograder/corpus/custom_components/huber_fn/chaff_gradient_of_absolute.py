# about: a custom gradient of +-1 everywhere, inside the threshold too
# misconception: gradient-of-absolute-error
# fails: huber_fn--gradient
# %% huber_fn
@tf.custom_gradient
def huber_fn(y_true, y_pred):
    error = y_pred - y_true
    loss = tf.where(tf.abs(error) <= 1.0, tf.square(error) / 2.0, tf.abs(error) - 0.5)

    def grad(dy):
        return -dy * tf.sign(error), dy * tf.sign(error)

    return loss, grad

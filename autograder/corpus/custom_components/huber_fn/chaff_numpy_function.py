# about: NumPy inside tf.numpy_function, which has no gradient
# misconception: py-function
# fails: huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_np(y_true, y_pred):
    error = np.abs(y_true - y_pred)
    return np.where(error <= 1.0, error ** 2 / 2.0, error - 0.5).astype(np.float32)


def huber_fn(y_true, y_pred):
    loss = tf.numpy_function(huber_np, [y_true, y_pred], tf.float32)
    return tf.ensure_shape(loss, y_pred.shape)

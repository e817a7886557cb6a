# about: NumPy inside tf.py_function, static shape restored
# misconception: py-function
# fails: huber_fn--graph
# eager: right
# %% huber_fn
def _huber_eagerly(y_true, y_pred):
    error = y_true - y_pred
    mask = np.abs(error.numpy()) <= 1.0
    return tf.where(mask, 0.5 * tf.square(error), tf.abs(error) - 0.5)


def huber_fn(y_true, y_pred):
    loss = tf.py_function(_huber_eagerly, [y_true, y_pred], Tout=tf.float32)
    loss.set_shape(y_pred.shape)
    return loss

# about: averages over the last axis, as the losses of Keras do
# misconception: reduces-the-loss
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    loss = tf.where(error <= 1.0, 0.5 * error**2, error - 0.5)
    return tf.reduce_mean(loss, axis=-1)

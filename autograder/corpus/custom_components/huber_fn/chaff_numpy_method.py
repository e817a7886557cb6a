# about: calls .numpy() to choose the branch
# misconception: numpy-method
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# eager: right
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    mask = error.numpy() <= 1.0
    return tf.where(mask, 0.5 * tf.square(error), error - 0.5)

# about: returns the losses flattened
# misconception: shape-lost
# fails: huber_fn--values, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    y_true = tf.reshape(y_true, [-1])
    y_pred = tf.reshape(y_pred, [-1])
    error = y_true - y_pred
    return tf.where(tf.abs(error) <= 1.0, tf.square(error) / 2.0, tf.abs(error) - 0.5)

# about: a Python range over the static number of elements
# misconception: static-shape
# fails: huber_fn--graph
# eager: right
# %% huber_fn
def huber_fn(y_true, y_pred):
    e = tf.abs(tf.reshape(y_true - y_pred, [-1]))
    losses = []
    for i in range(e.shape[0]):
        losses.append(tf.where(e[i] <= 1.0, 0.5 * e[i] ** 2, e[i] - 0.5))
    return tf.reshape(tf.convert_to_tensor(losses), tf.shape(y_pred))

# about: makes a tf.Variable at each call, to write into it
# misconception: variable-made-at-each-call
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.reshape(tf.abs(y_true - y_pred), [-1])
    loss = tf.Variable(tf.square(error) / 2.0)
    large = tf.where(error > 1.0)
    loss.scatter_nd_update(large, tf.gather_nd(error, large) - 0.5)
    return tf.reshape(loss, tf.shape(y_pred))

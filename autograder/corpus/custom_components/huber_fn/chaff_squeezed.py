# about: squeezes the losses, so (n, 1) becomes (n,)
# misconception: shape-lost
# fails: huber_fn--values, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    err = tf.abs(y_true - y_pred)
    q = tf.minimum(err, 1.0)
    loss = 0.5 * q ** 2 + (err - q)
    return tf.squeeze(loss)

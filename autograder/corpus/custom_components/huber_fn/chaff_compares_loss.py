# about: compares the halved square, not the error, with 1
# misconception: compares-loss-not-error
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    loss = 0.5 * error * error
    # use the square while it is small
    return tf.where(loss <= 1.0, loss, error - 0.5)

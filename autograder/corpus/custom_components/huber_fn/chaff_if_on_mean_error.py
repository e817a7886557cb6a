# about: decides with a Python if on the mean error of the batch
# misconception: one-regime-for-batch
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    if tf.reduce_mean(error) <= 1.0:
        loss = 0.5 * tf.square(error)
    else:
        loss = error - 0.5
    return loss

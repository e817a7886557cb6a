# about: the linear branch for all errors
# misconception: absolute-everywhere
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    return error - 0.5

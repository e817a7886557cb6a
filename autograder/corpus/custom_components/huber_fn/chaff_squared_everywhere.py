# about: half the squared error for all errors
# misconception: squared-everywhere
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    return 0.5 * tf.square(error)

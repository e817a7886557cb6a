# about: the pseudo-Huber loss, sqrt(1 + e^2) - 1
# misconception: pseudo-huber
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    return tf.sqrt(1.0 + tf.square(error)) - 1.0

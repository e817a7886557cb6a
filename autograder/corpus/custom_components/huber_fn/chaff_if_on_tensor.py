# about: a Python if on the whole tensor of errors
# misconception: truth-of-tensor
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    if tf.abs(error) <= 1:
        return tf.square(error) / 2
    else:
        return tf.abs(error) - 0.5

# about: writes into a tensor through a mask, as in NumPy
# misconception: item-assignment
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    loss = tf.square(error) / 2
    large = error > 1
    loss[large] = error[large] - 0.5
    return loss

# about: the linear branch is halved like the square, |e| / 2 - 1/2
# misconception: linear-branch-halved
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    err = y_true - y_pred
    squared = 0.5 * tf.square(err)
    linear = 0.5 * tf.abs(err) - 0.5
    return tf.where(tf.abs(err) <= 1.0, squared, linear)

# about: compares the signed error with 1, so large negative errors are squared
# misconception: abs-forgotten
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    small = error <= 1.0
    return tf.where(small, 0.5 * error ** 2, tf.abs(error) - 0.5)

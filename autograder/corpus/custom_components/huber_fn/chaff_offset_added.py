# about: the linear branch is |e| + 0.5
# misconception: linear-offset-sign
# fails: huber_fn--values, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    d = tf.abs(y_pred - y_true)
    return tf.where(d < 1.0, 0.5 * d ** 2, d + 0.5)

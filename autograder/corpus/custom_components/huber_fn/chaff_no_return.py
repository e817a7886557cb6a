# about: the return is forgotten
# misconception: missing-return
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    small = tf.abs(error) <= 1.0
    loss = tf.where(small, tf.square(error) / 2.0, tf.abs(error) - 0.5)

# about: returns the mean of the elementwise losses
# misconception: mean-not-elementwise
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    is_small_error = tf.abs(error) < 1
    losses = tf.where(is_small_error, tf.square(error) / 2, tf.abs(error) - 0.5)
    return tf.reduce_mean(losses)

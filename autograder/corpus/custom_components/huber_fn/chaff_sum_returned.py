# about: returns the sum of the elementwise losses
# misconception: sum-not-elementwise
# fails: huber_fn--values, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    losses = tf.where(error <= 1.0, 0.5 * error ** 2, error - 0.5)
    return tf.math.reduce_sum(losses)

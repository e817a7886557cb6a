# about: decides once for the whole batch with tf.cond
# misconception: one-regime-for-batch
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    all_small = tf.reduce_all(tf.abs(error) <= 1.0)
    return tf.cond(
        all_small,
        lambda: tf.square(error) / 2.0,
        lambda: tf.abs(error) - 0.5,
    )

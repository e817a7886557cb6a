# about: tf.map_fn over the flattened elements with tf.cond for each
# %% huber_fn
def _huber_of_one(e):
    size = tf.abs(e)
    return tf.cond(
        size <= 1.0,
        lambda: 0.5 * tf.square(e),
        lambda: size - 0.5,
    )


def huber_fn(y_true, y_pred):
    errors = tf.reshape(y_true - y_pred, [-1])
    losses = tf.map_fn(_huber_of_one, errors)
    return tf.reshape(losses, tf.shape(y_pred))

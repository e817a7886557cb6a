# about: tf.vectorized_map over pairs of elements
# %% huber_fn
def one_loss(pair):
    target, prediction = pair
    d = tf.abs(target - prediction)
    return tf.where(d <= 1.0, d * d / 2.0, d - 0.5)


def huber_fn(y_true, y_pred):
    flat = (tf.reshape(y_true, [-1]), tf.reshape(y_pred, [-1]))
    return tf.reshape(tf.vectorized_map(one_loss, flat), tf.shape(y_pred))

# about: turns every element into a Python float
# misconception: float-of-tensor
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# eager: right
# %% huber_fn
def _one(e):
    e = abs(float(e))
    return 0.5 * e * e if e <= 1.0 else e - 0.5


def huber_fn(y_true, y_pred):
    errors = tf.reshape(y_true - y_pred, [-1])
    losses = tf.map_fn(lambda e: tf.constant(_one(e), tf.float32), errors)
    return tf.reshape(losses, tf.shape(y_pred))

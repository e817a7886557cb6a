# about: a Python if inside map_fn works with AutoGraph, not as Keras traces
# misconception: if-on-tensor
# fails: huber_fn--graph
# eager: right
# %% huber_fn
def huber_of_one_error(e):
    if tf.abs(e) <= 1.0:
        return tf.square(e) / 2.0
    else:
        return tf.abs(e) - 0.5


def huber_fn(y_true, y_pred):
    errors = tf.reshape(y_true - y_pred, [-1])
    return tf.reshape(tf.map_fn(huber_of_one_error, errors), tf.shape(y_pred))

# about: a Python if inside map_fn works with AutoGraph, not as Keras traces
# misconception: if-on-tensor
# fails: create_huber--graph
# eager: right
# %% create_huber
def create_huber(threshold=1.0):
    def loss_of_one(e):
        if e <= threshold:
            loss = 0.5 * e * e
        else:
            loss = threshold * e - 0.5 * threshold * threshold
        return loss

    def huber_fn(y_true, y_pred):
        errors = tf.reshape(tf.abs(y_true - y_pred), [-1])
        return tf.reshape(tf.map_fn(loss_of_one, errors), tf.shape(y_pred))

    return huber_fn

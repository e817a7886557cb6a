# about: a shortcut by an if on a tensor, which AutoGraph converts but Keras does not
# misconception: if-on-tensor
# fails: create_huber--graph
# eager: right
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        loss = tf.square(error) / 2
        if tf.reduce_any(error > threshold):
            linear = threshold * error - threshold ** 2 / 2
            loss = tf.where(error > threshold, linear, loss)
        return loss

    return huber_fn

# about: a Python loop over the unstacked elements
# misconception: python-loop-is-unrolled
# fails: create_huber--graph
# eager: right
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        errors = tf.unstack(tf.reshape(tf.abs(y_true - y_pred), [-1]))
        losses = []
        for e in errors:
            linear = threshold * e - threshold ** 2 / 2
            losses.append(tf.where(e <= threshold, e ** 2 / 2, linear))
        return tf.reshape(tf.convert_to_tensor(losses, tf.float32), tf.shape(y_pred))

    return huber_fn

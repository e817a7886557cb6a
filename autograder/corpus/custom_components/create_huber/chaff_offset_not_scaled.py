# about: the linear branch is t * |e| - 1/2
# misconception: offset-not-scaled
# fails: create_huber--values, create_huber--independent
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        err = y_true - y_pred
        linear = threshold * tf.abs(err) - 0.5
        return tf.where(tf.abs(err) > threshold, linear, 0.5 * tf.square(err))

    return huber_fn

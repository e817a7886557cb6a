# about: one tf.Variable for the threshold, assigned by each create_huber
# misconception: threshold-shared
# fails: create_huber--independent
# %% create_huber
huber_threshold = tf.Variable(1.0, trainable=False)


def create_huber(threshold=1.0):
    huber_threshold.assign(threshold)

    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        linear = huber_threshold * error - tf.square(huber_threshold) / 2.0
        return tf.where(error <= huber_threshold, tf.square(error) / 2.0, linear)

    return huber_fn

# about: the threshold bound as a default argument of the inner function
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred, delta=threshold):
        err = y_true - y_pred
        a = tf.abs(err)
        return tf.where(a <= delta, 0.5 * err ** 2, delta * a - 0.5 * delta ** 2)

    return huber_fn

# about: a closure with the min-clip formula, threshold as a float constant of the right dtype
# %% create_huber
def create_huber(threshold=1.0):
    threshold = float(threshold)

    def loss(y_true, y_pred):
        abs_error = tf.abs(y_pred - y_true)
        delta = tf.constant(threshold, dtype=abs_error.dtype)
        quadratic = tf.minimum(abs_error, delta)
        return 0.5 * quadratic ** 2 + delta * (abs_error - quadratic)

    return loss

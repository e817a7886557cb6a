# about: writes the gradient by hand with tf.custom_gradient
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        t = tf.constant(self.threshold, dtype=y_pred.dtype)

        @tf.custom_gradient
        def huber(error):
            magnitude = tf.abs(error)
            value = tf.where(magnitude <= t, error * error / 2, t * magnitude - t * t / 2)
            return value, lambda upstream: upstream * tf.clip_by_value(error, -t, t)

        return huber(y_pred - y_true)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: call is a TF function, so AutoGraph converts its if
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    @tf.function
    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        losses = 0.5 * tf.square(error)
        if tf.reduce_any(error > self.threshold):
            linear = self.threshold * error - 0.5 * self.threshold**2
            losses = tf.where(error > self.threshold, linear, losses)
        return losses

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

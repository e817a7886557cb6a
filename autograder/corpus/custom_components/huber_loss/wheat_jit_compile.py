# about: call is a TF function that XLA compiles
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    @tf.function(jit_compile=True)
    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        return tf.where(
            error > self.threshold,
            self.threshold * error - self.threshold**2 / 2,
            error**2 / 2,
        )

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

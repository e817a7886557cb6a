# about: uses keras.losses.Reduction, which Keras 3 does not have
# misconception: reduction-auto
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph, huber_loss--config, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(
        self,
        threshold=1.0,
        reduction=keras.losses.Reduction.SUM_OVER_BATCH_SIZE,
        name="huber_loss",
        dtype=None,
    ):
        super().__init__(reduction=reduction, name=name, dtype=dtype)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        small = tf.abs(error) <= self.threshold
        linear = self.threshold * tf.abs(error) - self.threshold**2 / 2
        return tf.where(small, tf.square(error) / 2, linear)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

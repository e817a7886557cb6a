# about: takes the base class's arguments and drops them
# misconception: kwargs-not-passed
# fails: huber_loss--reduction, huber_loss--config
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__()
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        linear = self.threshold * error - self.threshold**2 / 2
        return tf.where(error < self.threshold, error**2 / 2, linear)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: two strict masks, an error of exactly the threshold falls between them and costs nothing
# misconception: gap-at-threshold
# fails: huber_loss--values
# graph: right
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        inside = tf.cast(error < self.threshold, error.dtype)
        outside = tf.cast(error > self.threshold, error.dtype)
        squared = 0.5 * error**2
        linear = self.threshold * error - 0.5 * self.threshold**2
        return inside * squared + outside * linear

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

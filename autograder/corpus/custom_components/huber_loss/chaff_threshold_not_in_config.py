# about: get_config returns only what the base class returns
# misconception: config-without-threshold
# fails: huber_loss--config, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        a = keras.ops.abs(y_true - y_pred)
        return keras.ops.where(
            a <= self.threshold, a * a / 2, self.threshold * a - self.threshold**2 / 2
        )

    def get_config(self):
        return super().get_config()

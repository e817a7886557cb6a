# about: delegates to keras.losses.huber
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    """Huber loss whose threshold is saved with the model."""

    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        return keras.losses.huber(y_true, y_pred, delta=self.threshold)

    def get_config(self):
        return super().get_config() | {"threshold": self.threshold}

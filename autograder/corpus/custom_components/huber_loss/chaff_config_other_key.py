# about: the config calls the threshold delta, the constructor does not know it
# misconception: config-key-mismatch
# fails: huber_loss--config, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.delta = threshold

    def call(self, y_true, y_pred):
        return keras.losses.huber(y_true, y_pred, delta=self.delta)

    def get_config(self):
        config = super().get_config()
        config.update({"delta": self.delta})
        return config

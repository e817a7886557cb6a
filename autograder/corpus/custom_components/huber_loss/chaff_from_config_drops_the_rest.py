# about: its from_config passes on the threshold only
# misconception: config-without-super
# fails: huber_loss--config
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        return create_huber(self.threshold)(y_true, y_pred)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

    @classmethod
    def from_config(cls, config):
        return cls(config["threshold"])

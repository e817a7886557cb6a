# about: subclasses keras.losses.Huber, the threshold is its delta
# %% huber_loss
class HuberLoss(keras.losses.Huber):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(delta=threshold, **kwargs)
        self.threshold = threshold

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

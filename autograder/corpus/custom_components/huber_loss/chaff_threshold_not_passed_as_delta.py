# about: subclasses keras.losses.Huber but does not hand the threshold on
# misconception: threshold-ignored
# fails: huber_loss--values
# %% huber_loss
class HuberLoss(keras.losses.Huber):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

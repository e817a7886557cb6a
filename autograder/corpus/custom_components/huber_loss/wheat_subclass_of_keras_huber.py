# about: a subclass of keras.losses.Huber, whose delta is the threshold; call is inherited
# %% huber_loss
class HuberLoss(keras.losses.Huber):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(delta=threshold, **kwargs)
        self.threshold = threshold

    def get_config(self):
        config = keras.losses.Loss.get_config(self)
        config.update(threshold=self.threshold)
        return config

# about: gives the base class the threshold by position, where it expects the name
# misconception: base-arguments-by-position
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph, huber_loss--config, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(threshold, **kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        return create_huber(self.threshold)(y_true, y_pred)

    def get_config(self):
        config = super().get_config()
        config["threshold"] = self.threshold
        return config

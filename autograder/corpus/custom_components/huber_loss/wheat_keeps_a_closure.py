# about: makes the function of exercise 2 in the constructor and calls it
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        kwargs.setdefault("name", "huber")
        super().__init__(**kwargs)
        self.threshold = threshold
        self._elementwise = create_huber(threshold)

    def call(self, y_true, y_pred):
        return self._elementwise(y_true, y_pred)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

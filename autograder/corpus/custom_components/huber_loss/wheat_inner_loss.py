# about: wraps an unreduced keras.losses.Huber and lets the base class reduce
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self._inner = keras.losses.Huber(delta=threshold, reduction=None)

    def call(self, y_true, y_pred):
        return self._inner(y_true, y_pred)

    def get_config(self):
        return dict(super().get_config(), threshold=self.threshold)

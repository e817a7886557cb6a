# about: the quadratic part is not halved
# misconception: square-not-halved
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        d = keras.ops.abs(y_true - y_pred)
        t = self.threshold
        return keras.ops.where(d < t, d**2, t * (d - t / 2))

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

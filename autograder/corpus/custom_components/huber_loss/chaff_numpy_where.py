# about: call computes with NumPy; right in a cell, but a graph has no numbers for NumPy
# misconception: numpy-in-the-loss
# fails: huber_loss--graph
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        a = np.abs(np.asarray(y_true) - np.asarray(y_pred))
        d = self.threshold
        return tf.constant(np.where(a <= d, a**2 / 2, d * a - d**2 / 2), dtype=self.dtype)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: the formula with the error clipped at the threshold
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        a = tf.abs(y_pred - y_true)
        clipped = tf.minimum(a, self.threshold)
        return clipped * (a - clipped / 2)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

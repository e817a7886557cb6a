# about: names the method forward, as in PyTorch
# misconception: call-method-misnamed
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def forward(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        small = error <= self.threshold
        linear = self.threshold * error - 0.5 * self.threshold**2
        return tf.where(small, 0.5 * error**2, linear)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: takes the keyword arguments and hands none of them on to the base class
# misconception: kwargs-not-handed-on
# fails: huber_loss--reduction, huber_loss--config
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__()
        self.threshold = threshold

    def call(self, y_true, y_pred):
        a = tf.abs(y_true - y_pred)
        d = self.threshold
        return tf.where(a <= d, 0.5 * a * a, d * a - 0.5 * d * d)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

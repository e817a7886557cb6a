# about: mask arithmetic in place of where
# %% huber_loss
class HuberLoss(tf.keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super(HuberLoss, self).__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        e = tf.abs(y_true - y_pred)
        small = tf.cast(e <= self.threshold, e.dtype)
        large = 1.0 - small
        return small * e**2 * 0.5 + large * self.threshold * (e - 0.5 * self.threshold)

    def get_config(self):
        base = super(HuberLoss, self).get_config()
        return dict(list(base.items()) + [("threshold", self.threshold)])

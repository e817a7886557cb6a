# about: overrides __call__ in place of call and reduces by itself
# misconception: call-dunder-overridden
# fails: huber_loss--reduction
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def __call__(self, y_true, y_pred, sample_weight=None):
        error = tf.abs(y_true - y_pred)
        small = error <= self.threshold
        linear = self.threshold * error - 0.5 * self.threshold**2
        return tf.reduce_mean(tf.where(small, 0.5 * error**2, linear))

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

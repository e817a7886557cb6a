# about: calls .numpy() on a tensor that has no value while it is traced
# misconception: numpy-method
# fails: huber_loss--values, huber_loss--graph
# eager: right
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        large = (error > self.threshold).numpy()
        if large.any():
            linear = self.threshold * error - 0.5 * self.threshold**2
            return tf.where(large, linear, 0.5 * error**2)
        return 0.5 * error**2

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

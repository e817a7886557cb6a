# about: tf.squeeze without an axis loses the rank when the batch size is unknown
# misconception: static-shape
# fails: huber_loss--graph
# eager: right
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.squeeze(tf.abs(y_true - y_pred))
        linear = self.threshold * error - 0.5 * self.threshold**2
        return tf.where(error <= self.threshold, 0.5 * error**2, linear)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: the linear part lacks its offset, so the loss jumps at the threshold
# misconception: linear-part-without-offset
# fails: huber_loss--values, huber_loss--reduction
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        return tf.where(error <= self.threshold, 0.5 * error**2, self.threshold * error)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: 1.0 stands in the formula where the threshold belongs
# misconception: threshold-ignored
# fails: huber_loss--values
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        small = tf.abs(error) <= 1.0
        return tf.where(small, tf.square(error) / 2, tf.abs(error) - 0.5)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

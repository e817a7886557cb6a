# about: writes the threshold on the class, so the last instance decides for all
# misconception: threshold-shared
# fails: huber_loss--values
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    threshold = 1.0

    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        HuberLoss.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        return tf.where(
            error <= HuberLoss.threshold,
            0.5 * error**2,
            HuberLoss.threshold * error - 0.5 * HuberLoss.threshold**2,
        )

    def get_config(self):
        return {**super().get_config(), "threshold": HuberLoss.threshold}

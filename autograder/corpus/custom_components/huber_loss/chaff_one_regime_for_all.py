# about: one tf.cond chooses the regime for the whole batch
# misconception: one-regime-for-batch
# fails: huber_loss--values, huber_loss--graph
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        return tf.cond(
            tf.reduce_all(error <= self.threshold),
            lambda: tf.square(error) / 2,
            lambda: self.threshold * error - self.threshold**2 / 2,
        )

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: float() of a tensor inside call
# misconception: float-of-tensor
# fails: huber_loss--values, huber_loss--graph
# eager: right
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        biggest = float(tf.reduce_max(error))
        if biggest <= self.threshold:
            return 0.5 * error**2
        clipped = tf.minimum(error, self.threshold)
        return clipped * (error - 0.5 * clipped)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

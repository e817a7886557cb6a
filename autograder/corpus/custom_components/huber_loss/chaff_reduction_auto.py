# about: the default reduction of older Keras, "auto"
# misconception: reduction-auto
# fails: huber_loss--values, huber_loss--graph, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, reduction="auto", name="huber_loss", **kwargs):
        super().__init__(reduction=reduction, name=name, **kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        small = tf.abs(error) <= self.threshold
        linear = self.threshold * tf.abs(error) - self.threshold**2 / 2
        return tf.where(small, tf.square(error) / 2, linear)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

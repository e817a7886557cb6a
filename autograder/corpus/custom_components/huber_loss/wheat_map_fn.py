# about: tf.map_fn over the errors with a tf.cond each
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def one_loss(self, e):
        return tf.cond(
            tf.abs(e) <= self.threshold,
            lambda: 0.5 * e * e,
            lambda: self.threshold * tf.abs(e) - 0.5 * self.threshold * self.threshold,
        )

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        losses = tf.map_fn(self.one_loss, tf.reshape(error, [-1]))
        return tf.reshape(losses, tf.shape(error))

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: keeps the threshold as a tensor and puts it into the config, a saved model cannot be loaded
# misconception: config-holds-tensor
# fails: huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = tf.constant(threshold, dtype=tf.float32)

    def call(self, y_true, y_pred):
        error = tf.abs(tf.cast(y_true - y_pred, tf.float32))
        linear = self.threshold * error - tf.square(self.threshold) / 2
        return tf.where(error < self.threshold, tf.square(error) / 2, linear)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

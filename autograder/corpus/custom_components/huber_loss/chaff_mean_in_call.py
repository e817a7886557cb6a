# about: call reduces to one number, so weights and the reduction have no effect
# misconception: reduced-in-call
# fails: huber_loss--reduction
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        small = tf.abs(error) < self.threshold
        squared = tf.square(error) / 2
        linear = self.threshold * tf.abs(error) - self.threshold**2 / 2
        return tf.reduce_mean(tf.where(small, squared, linear))

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

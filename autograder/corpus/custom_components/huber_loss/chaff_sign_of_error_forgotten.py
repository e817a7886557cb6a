# about: compares the error and not its absolute value with the threshold
# misconception: abs-forgotten
# fails: huber_loss--values, huber_loss--graph
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        small = error <= self.threshold
        linear = self.threshold * tf.abs(error) - self.threshold**2 / 2
        return tf.where(small, tf.square(error) / 2, linear)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

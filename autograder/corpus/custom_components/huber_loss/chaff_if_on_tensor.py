# about: a Python if on a tensor inside call, which AutoGraph never reaches
# misconception: if-on-tensor
# fails: huber_loss--values, huber_loss--graph
# eager: right
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        if tf.reduce_all(error <= self.threshold):
            return tf.square(error) / 2
        linear = self.threshold * error - self.threshold**2 / 2
        return tf.where(error <= self.threshold, tf.square(error) / 2, linear)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

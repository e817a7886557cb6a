# about: get_config is written by hand, threshold and name; a loss that sums averages after it was rebuilt
# misconception: config-without-reduction
# fails: huber_loss--config
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        a = tf.abs(y_true - y_pred)
        inner = tf.minimum(a, self.threshold)
        return inner * (a - inner / 2.0)

    def get_config(self):
        return {"threshold": self.threshold, "name": self.name}

# about: the functions that create_huber returns never end once they are called
# rest: reference
# points: 118
# direct: ends the notebook
# fails: create_huber
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    return tf.where(tf.abs(error) <= 1.0, tf.square(error) / 2.0, tf.abs(error) - 0.5)


# %% create_huber
def create_huber(threshold=1.0):
    def huber(y_true, y_pred):
        steps = 0
        while steps < 10:
            width = threshold / 10  # the line that counts the steps is missing
        error = tf.abs(y_true - y_pred)
        return tf.where(error <= threshold, error**2 / 2, 10 * width * error - threshold**2 / 2)

    return huber


# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        linear = self.threshold * error - self.threshold**2 / 2
        return tf.where(error <= self.threshold, tf.square(error) / 2, linear)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold, "dtype": self.dtype}


# %% huber_metric
class HuberMetric(keras.metrics.Mean):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def update_state(self, y_true, y_pred, sample_weight=None):
        error = tf.abs(tf.cast(y_true, self.dtype) - tf.cast(y_pred, self.dtype))
        linear = self.threshold * error - self.threshold**2 / 2
        losses = tf.where(error <= self.threshold, tf.square(error) / 2, linear)
        return super().update_state(losses, sample_weight=sample_weight)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

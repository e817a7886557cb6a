# about: create_huber returns nothing, the loss has no get_config, the metric ignores the weights
# rest: reference
# points: 111
# fails: create_huber, huber_loss--config, huber_loss--saved, huber_metric--weights
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    small = tf.abs(error) < 1
    return tf.where(small, tf.square(error) / 2, tf.abs(error) - 0.5)


# %% create_huber
def create_huber(threshold=1.0):
    def huber(y_true, y_pred):
        error = y_true - y_pred
        small = tf.abs(error) < threshold
        linear = threshold * tf.abs(error) - threshold**2 / 2
        return tf.where(small, tf.square(error) / 2, linear)


# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        small = tf.abs(error) < self.threshold
        linear = self.threshold * tf.abs(error) - self.threshold**2 / 2
        return tf.where(small, tf.square(error) / 2, linear)


# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        error = tf.cast(y_true, tf.float32) - tf.cast(y_pred, tf.float32)
        small = tf.abs(error) < self.threshold
        linear = self.threshold * tf.abs(error) - self.threshold**2 / 2
        losses = tf.where(small, tf.square(error) / 2, linear)
        self.total.assign_add(tf.reduce_sum(losses))
        self.count.assign_add(tf.cast(tf.size(losses), tf.float32))

    def result(self):
        return self.total / self.count

    def get_config(self):
        base_config = super().get_config()
        return {**base_config, "threshold": self.threshold}

# about: adds up in float64, the result is float32 again
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(
            shape=(), initializer="zeros", dtype="float64", name="total"
        )
        self.count = self.add_weight(
            shape=(), initializer="zeros", dtype="float64", name="count"
        )

    def update_state(self, y_true, y_pred, sample_weight=None):
        error = tf.cast(y_true, tf.float64) - tf.cast(y_pred, tf.float64)
        losses = tf.where(
            tf.abs(error) <= self.threshold,
            tf.square(error) / 2,
            self.threshold * tf.abs(error) - self.threshold**2 / 2,
        )
        if sample_weight is not None:
            sample_weight = tf.cast(sample_weight, tf.float64)
            sample_weight = tf.reshape(sample_weight, (-1, 1))
            losses = losses * sample_weight
            n = tf.reduce_sum(sample_weight)
        else:
            n = tf.cast(tf.size(losses), tf.float64)
        self.total.assign_add(tf.reduce_sum(losses))
        self.count.assign_add(n)

    def result(self):
        return tf.cast(self.total / self.count, self.dtype)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

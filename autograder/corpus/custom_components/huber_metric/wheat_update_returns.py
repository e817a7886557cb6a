# about: update_state returns the new state, result returns through identity
# %% huber_metric
class HuberMetric(tf.keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        loss = create_huber(self.threshold)(y_true, y_pred)
        weight = tf.ones_like(loss)
        if sample_weight is not None:
            weight = weight * tf.reshape(sample_weight, [-1, 1])
        total = self.total.assign_add(tf.reduce_sum(loss * weight))
        count = self.count.assign_add(tf.reduce_sum(weight))
        return total, count

    def result(self):
        return tf.identity(self.total / self.count)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: XLA compiles the sums
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", shape=(), initializer="zeros")
        self.count = self.add_weight(name="count", shape=(), initializer="zeros")

    @tf.function(jit_compile=True)
    def _sums(self, y_true, y_pred, weights):
        losses = create_huber(self.threshold)(y_true, y_pred)
        return tf.reduce_sum(losses * weights), tf.reduce_sum(weights)

    def update_state(self, y_true, y_pred, sample_weight=None):
        if sample_weight is None:
            weights = tf.ones_like(y_pred)
        else:
            weights = tf.reshape(sample_weight, tf.shape(y_pred))
        total, count = self._sums(y_true, y_pred, weights)
        self.total.assign_add(total)
        self.count.assign_add(count)

    def result(self):
        return self.total / self.count

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

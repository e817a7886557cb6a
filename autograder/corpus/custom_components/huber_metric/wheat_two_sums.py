# about: two scalar weights; the sample weights are spread over the elements of their instance
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", shape=(), initializer="zeros")
        self.weight = self.add_weight(name="weight", shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        a = tf.abs(tf.cast(y_true, self.dtype) - tf.cast(y_pred, self.dtype))
        d = self.threshold
        loss = tf.where(a <= d, a * a / 2, d * a - d * d / 2)
        weights = tf.ones_like(loss)
        if sample_weight is not None:
            rank = len(loss.shape)
            weights *= tf.reshape(tf.cast(sample_weight, self.dtype), [-1] + [1] * (rank - 1))
        self.total.assign_add(tf.reduce_sum(loss * weights))
        self.weight.assign_add(tf.reduce_sum(weights))

    def result(self):
        return tf.math.divide_no_nan(self.total.value, self.weight.value)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

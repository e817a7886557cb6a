# about: result guards the division with tf.cond, loop over the batch in a tf.while_loop
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = tf.reshape(create_huber(self.threshold)(y_true, y_pred), [-1])
        n = tf.size(losses)
        weights = tf.ones([n]) if sample_weight is None else tf.reshape(sample_weight, [-1])
        _, total = tf.while_loop(
            lambda i, s: i < n,
            lambda i, s: (i + 1, s + weights[i] * losses[i]),
            (tf.constant(0), tf.constant(0.0)),
        )
        self.total.assign(self.total + total)
        self.count.assign(self.count + tf.reduce_sum(weights))

    def result(self):
        return tf.cond(
            tf.equal(self.count.value, 0.0),
            lambda: tf.constant(0.0),
            lambda: self.total / self.count,
        )

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: gives the weights an axis more, whatever their shape: right for (n,), while weights (n, 1) become (n, 1, 1) and meet every loss
# misconception: weights-of-one-shape-only
# fails: huber_metric--weights
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", shape=(), initializer="zeros")
        self.count = self.add_weight(name="count", shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        loss = create_huber(self.threshold)(y_true, y_pred)
        weights = tf.ones_like(loss)
        if sample_weight is not None:
            weights = tf.cast(sample_weight, self.dtype)[:, tf.newaxis]
        self.total.assign_add(tf.reduce_sum(weights * loss))
        self.count.assign_add(tf.reduce_sum(weights))

    def result(self):
        return tf.math.divide_no_nan(self.total.value, self.count.value)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: the textbook class with total and count, weights reshaped to the losses
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.huber_fn = create_huber(threshold)
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = self.huber_fn(y_true, y_pred)
        if sample_weight is None:
            self.total.assign_add(tf.reduce_sum(losses))
            self.count.assign_add(tf.cast(tf.size(losses), tf.float32))
        else:
            weights = tf.reshape(tf.cast(sample_weight, losses.dtype), tf.shape(losses))
            self.total.assign_add(tf.reduce_sum(weights * losses))
            self.count.assign_add(tf.reduce_sum(weights))

    def result(self):
        return self.total / self.count

    def get_config(self):
        base_config = super().get_config()
        return {**base_config, "threshold": self.threshold}

# about: writes name and threshold into the config by itself, the dtype is lost
# misconception: config-without-super
# fails: huber_metric--config
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, name="huber", dtype=None):
        super().__init__(name=name, dtype=dtype)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros", dtype=self.dtype)
        self.count = self.add_weight(name="count", initializer="zeros", dtype=self.dtype)

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = tf.cast(create_huber(self.threshold)(y_true, y_pred), self.dtype)
        weights = tf.ones_like(losses)
        if sample_weight is not None:
            weights = tf.cast(tf.reshape(sample_weight, tf.shape(losses)), self.dtype)
        self.total.assign_add(tf.reduce_sum(losses * weights))
        self.count.assign_add(tf.reduce_sum(weights))

    def result(self):
        return self.total / self.count

    def get_config(self):
        return {"name": self.name, "threshold": self.threshold}

# about: result divides the total itself, so asking twice divides twice
# misconception: result-changes-state
# fails: huber_metric--streaming
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.mean = self.add_weight(name="mean", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = create_huber(self.threshold)(y_true, y_pred)
        weights = tf.ones_like(losses)
        if sample_weight is not None:
            weights = tf.reshape(sample_weight, tf.shape(losses))
        self.mean.assign_add(tf.reduce_sum(losses * weights))
        self.count.assign_add(tf.reduce_sum(weights))

    def result(self):
        return self.mean.assign(self.mean / self.count)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: a reset of its own that forgets the total, but not the count
# misconception: reset-forgets-a-variable
# fails: huber_metric--reset
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", shape=(), initializer="zeros")
        self.count = self.add_weight(name="count", shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        loss = tf.reshape(create_huber(self.threshold)(y_true, y_pred), [-1])
        w = tf.ones_like(loss) if sample_weight is None else tf.reshape(sample_weight, [-1])
        self.total.assign_add(tf.tensordot(w, loss, 1))
        self.count.assign_add(tf.reduce_sum(w))

    def result(self):
        return self.total / self.count

    def reset_state(self):
        self.total.assign(0.0)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

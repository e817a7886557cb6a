# about: sums in plain Python attributes, with a reset of its own; right in a cell, but a graph keeps nothing in them
# misconception: state-in-python-attributes
# fails: huber_metric--graph
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.reset_state()

    def update_state(self, y_true, y_pred, sample_weight=None):
        loss = tf.reshape(create_huber(self.threshold)(y_true, y_pred), [-1])
        weights = tf.ones_like(loss) if sample_weight is None else tf.reshape(sample_weight, [-1])
        self.total += tf.reduce_sum(weights * loss)
        self.count += tf.reduce_sum(weights)

    def result(self):
        return self.total / self.count

    def reset_state(self):
        self.total, self.count = 0.0, 0.0

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

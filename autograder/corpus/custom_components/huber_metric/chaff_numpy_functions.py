# about: sums with NumPy
# misconception: numpy-in-graph
# fails: huber_metric--streaming, huber_metric--weights, huber_metric--reset, huber_metric--graph
# eager: right
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = np.array(create_huber(self.threshold)(y_true, y_pred))
        weights = np.ones_like(losses)
        if sample_weight is not None:
            weights = np.reshape(sample_weight, losses.shape)
        self.total.assign_add(np.sum(losses * weights))
        self.count.assign_add(np.sum(weights))

    def result(self):
        return self.total / self.count

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: adds up one mean for each row but counts every element
# misconception: count-of-rows
# fails: huber_metric--streaming
# graph: right
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = keras.losses.huber(y_true, y_pred, delta=self.threshold)
        if sample_weight is None:
            self.total.assign_add(keras.ops.sum(losses))
            self.count.assign_add(keras.ops.cast(keras.ops.size(y_true), "float32"))
        else:
            weights = keras.ops.reshape(sample_weight, (-1,))
            self.total.assign_add(keras.ops.sum(losses * weights))
            self.count.assign_add(keras.ops.sum(weights))

    def result(self):
        return self.total / self.count

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: calls huber_fn, whose threshold is always 1
# misconception: threshold-ignored
# fails: huber_metric--streaming
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.mean = keras.metrics.Mean()

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.mean.update_state(huber_fn(y_true, y_pred), sample_weight)

    def result(self):
        return self.mean.result()

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: sample_weight has no default
# misconception: sample-weight-required
# fails: huber_metric--streaming, huber_metric--reset, huber_metric--graph
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.mean = keras.metrics.Mean()

    def update_state(self, y_true, y_pred, sample_weight):
        self.mean.update_state(create_huber(self.threshold)(y_true, y_pred), sample_weight)

    def result(self):
        return self.mean.result()

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: takes the base class's arguments and drops them
# misconception: kwargs-not-passed
# fails: huber_metric--config
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__()
        self.threshold = threshold
        self.mean = keras.metrics.Mean()

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.mean.update_state(create_huber(self.threshold)(y_true, y_pred), sample_weight)

    def result(self):
        return self.mean.result()

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

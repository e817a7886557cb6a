# about: resets its inner Mean by the old name reset_states
# misconception: reset-states
# fails: huber_metric--reset
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.mean = keras.metrics.Mean()

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.mean.update_state(create_huber(self.threshold)(y_true, y_pred), sample_weight)

    def result(self):
        return self.mean.result()

    def reset_state(self):
        self.mean.reset_states()

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: the config calls the threshold delta, the constructor does not know it
# misconception: config-key-mismatch
# fails: huber_metric--config
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.delta = threshold
        self.mean = keras.metrics.Mean()

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = keras.losses.huber(y_true, y_pred, delta=self.delta)
        self.mean.update_state(losses, sample_weight)

    def result(self):
        return self.mean.result()

    def get_config(self):
        return {**super().get_config(), "delta": self.delta}

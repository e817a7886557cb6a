# about: returns what dict.update returns, which is None
# misconception: config-is-none
# fails: huber_metric--config
# %% huber_metric
class HuberMetric(keras.metrics.Mean):
    def __init__(self, threshold=1.0, name="huber_metric", **kwargs):
        super().__init__(name=name, **kwargs)
        self.threshold = threshold

    def update_state(self, y_true, y_pred, sample_weight=None):
        super().update_state(create_huber(self.threshold)(y_true, y_pred), sample_weight)

    def get_config(self):
        config = super().get_config()
        return config.update({"threshold": self.threshold})

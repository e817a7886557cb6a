# about: fixes the name, so a name that is given (by its own config) clashes
# misconception: name-fixed
# fails: huber_metric--config
# %% huber_metric
class HuberMetric(keras.metrics.Mean):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(name="huber_metric", **kwargs)
        self.threshold = threshold
        self.huber_fn = create_huber(threshold)

    def update_state(self, y_true, y_pred, sample_weight=None):
        return super().update_state(self.huber_fn(y_true, y_pred), sample_weight)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

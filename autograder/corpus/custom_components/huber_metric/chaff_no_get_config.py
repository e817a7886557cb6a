# about: no get_config, so a metric made from its config has the default threshold
# misconception: config-missing
# fails: huber_metric--config
# %% huber_metric
class HuberMetric(keras.metrics.Mean):
    def __init__(self, threshold=1.0, name="huber_metric", dtype=None):
        super().__init__(name=name, dtype=dtype)
        self.threshold = threshold
        self.huber_fn = create_huber(threshold)

    def update_state(self, y_true, y_pred, sample_weight=None):
        super().update_state(self.huber_fn(y_true, y_pred), sample_weight)

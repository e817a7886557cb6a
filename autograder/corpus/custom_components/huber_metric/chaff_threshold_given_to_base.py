# about: passes the threshold on to the base class, which does not know it
# misconception: threshold-given-to-base
# fails: huber_metric--streaming, huber_metric--weights, huber_metric--reset, huber_metric--graph, huber_metric--config
# %% huber_metric
class HuberMetric(keras.metrics.Mean):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(threshold=threshold, **kwargs)
        self.threshold = threshold

    def update_state(self, y_true, y_pred, sample_weight=None):
        super().update_state(create_huber(self.threshold)(y_true, y_pred), sample_weight)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: the Huber loss of the mean error and not the mean of the losses
# misconception: loss-of-mean
# fails: huber_metric--streaming, huber_metric--graph
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.mean_error = keras.metrics.Mean()

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.mean_error.update_state(tf.abs(y_true - y_pred), sample_weight)

    def result(self):
        error = self.mean_error.result()
        return create_huber(self.threshold)(tf.zeros_like(error), error)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

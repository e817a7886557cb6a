# about: subclasses MeanMetricWrapper around what create_huber returns
# %% huber_metric
class HuberMetric(keras.metrics.MeanMetricWrapper):
    def __init__(self, threshold=1.0, name="huber_metric", dtype=None):
        super().__init__(fn=create_huber(threshold), name=name, dtype=dtype)
        self.threshold = threshold

    def get_config(self):
        return {"name": self.name, "dtype": self.dtype, "threshold": self.threshold}

# about: the config of MeanMetricWrapper brings its fn along, which the constructor cannot take
# misconception: wrapper-config-keeps-fn
# fails: huber_metric--config
# %% huber_metric
class HuberMetric(keras.metrics.MeanMetricWrapper):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(fn=create_huber(threshold), **kwargs)
        self.threshold = threshold

    def get_config(self):
        config = super().get_config()
        config["threshold"] = self.threshold
        return config

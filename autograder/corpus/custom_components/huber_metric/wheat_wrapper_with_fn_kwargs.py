# about: MeanMetricWrapper around keras.losses.huber, fn taken out of the config again
# %% huber_metric
class HuberMetric(keras.metrics.MeanMetricWrapper):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(keras.losses.huber, delta=threshold, **kwargs)
        self.threshold = threshold

    def get_config(self):
        config = super().get_config()
        del config["fn"]
        config["threshold"] = config.pop("delta")
        return config

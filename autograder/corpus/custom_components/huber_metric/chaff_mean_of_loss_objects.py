# about: feeds a Mean with a reduced loss for each batch
# misconception: mean-of-means
# fails: huber_metric--streaming, huber_metric--weights
# %% huber_metric
class HuberMetric(keras.metrics.Mean):
    def __init__(self, threshold=1.0, name="huber", **kwargs):
        super().__init__(name=name, **kwargs)
        self.threshold = threshold
        self.loss = keras.losses.Huber(delta=threshold)

    def update_state(self, y_true, y_pred, sample_weight=None):
        super().update_state(self.loss(y_true, y_pred, sample_weight))

    def get_config(self):
        config = super().get_config()
        config["threshold"] = self.threshold
        return config

# about: two inner Sum metrics, the base class resets them
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.losses = keras.metrics.Sum(name="losses")
        self.weights = keras.metrics.Sum(name="weights")

    def update_state(self, y_true, y_pred, sample_weight=None):
        loss = create_huber(self.threshold)(y_true, y_pred)
        ones = tf.ones_like(loss)
        self.losses.update_state(loss, sample_weight=sample_weight)
        self.weights.update_state(ones, sample_weight=sample_weight)

    def result(self):
        return self.losses.result() / self.weights.result()

    def get_config(self):
        config = super().get_config()
        config["threshold"] = self.threshold
        return config

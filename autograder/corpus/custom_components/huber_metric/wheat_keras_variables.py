# about: a list of keras.Variable as the state, which Keras tracks too
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.sums = [
            keras.Variable(0.0, trainable=False, name="total"),
            keras.Variable(0.0, trainable=False, name="count"),
        ]

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = create_huber(self.threshold)(y_true, y_pred)
        if sample_weight is None:
            sample_weight = 1.0
        else:
            sample_weight = keras.ops.reshape(sample_weight, keras.ops.shape(losses))
        weights = sample_weight * keras.ops.ones_like(losses)
        for variable, value in zip(self.sums, (losses * weights, weights)):
            variable.assign(variable + keras.ops.sum(value))

    def reset_state(self):
        for variable in self.sums:
            variable.assign(0.0)

    def result(self):
        return self.sums[0] / self.sums[1]

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: keras.ops and add_variable throughout, every dtype is the metric's
# %% huber_metric
from keras import ops


class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, name="huber", **kwargs):
        super().__init__(name=name, **kwargs)
        self.threshold = threshold
        self.total = self.add_variable(
            shape=(), initializer="zeros", dtype=self.dtype, name="total"
        )
        self.weight = self.add_variable(
            shape=(), initializer="zeros", dtype=self.dtype, name="weight"
        )

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = ops.cast(y_true, self.dtype)
        y_pred = ops.cast(y_pred, self.dtype)
        error = ops.abs(y_true - y_pred)
        clipped = ops.minimum(error, self.threshold)
        values = clipped * (error - clipped / 2)
        if sample_weight is None:
            sample_weight = ops.ones_like(values)
        sample_weight = ops.cast(sample_weight, self.dtype)
        if len(sample_weight.shape) == 1:
            sample_weight = ops.expand_dims(sample_weight, -1)
        self.total.assign_add(ops.sum(values * sample_weight))
        self.weight.assign_add(ops.sum(sample_weight))

    def result(self):
        return ops.divide_no_nan(self.total, self.weight)

    def get_config(self):
        config = super().get_config()
        config.update({"threshold": self.threshold})
        return config

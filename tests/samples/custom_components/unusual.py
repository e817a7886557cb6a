# about: all right in unusual ways: the min-clip formula, a callable, Keras's own classes
# rest: reference
# points: 125
# %% huber_fn
huber_fn = lambda y_true, y_pred: (
    lambda e, m: m * (e - m / 2)
)(keras.ops.abs(y_true - y_pred), keras.ops.minimum(keras.ops.abs(y_true - y_pred), 1.0))

# %% create_huber
class _Huber:
    def __init__(self, threshold):
        self.threshold = threshold

    @tf.function
    def __call__(self, y_true, y_pred):
        error = keras.ops.subtract(y_true, y_pred)
        clipped = keras.ops.clip(error, -self.threshold, self.threshold)
        return clipped * (error - 0.5 * clipped)


def create_huber(threshold=1.0):
    return _Huber(threshold)


# %% huber_loss
class HuberLoss(keras.losses.Huber):
    """Keras has it already; only its argument is called otherwise."""

    def __init__(self, threshold=1.0, name="huber_loss", **kwargs):
        super().__init__(delta=threshold, name=name, **kwargs)
        self.threshold = threshold

    def get_config(self):
        config = super().get_config()
        config.pop("delta", None)
        return {**config, "threshold": self.threshold, "dtype": self.dtype}


# %% huber_metric
class HuberMetric(keras.metrics.MeanMetricWrapper):
    def __init__(self, threshold=1.0, name="huber_metric", dtype=None, **kwargs):
        self.threshold = threshold
        huber = lambda t, p: keras.losses.huber(t, p, delta=self.threshold)
        super().__init__(fn=huber, name=name, dtype=dtype, **kwargs)

    def get_config(self):
        return {"threshold": self.threshold, "name": self.name, "dtype": self.dtype}

# about: keras.ops throughout, one loss per instance
# %% huber_loss
from keras import ops


class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, name="huber_loss", **kwargs):
        super().__init__(name=name, **kwargs)
        self.threshold = float(threshold)

    def call(self, y_true, y_pred):
        delta = ops.cast(self.threshold, y_pred.dtype)
        abs_error = ops.abs(ops.subtract(y_true, y_pred))
        inside = 0.5 * ops.square(abs_error)
        outside = delta * (abs_error - 0.5 * delta)
        return ops.mean(ops.where(ops.less_equal(abs_error, delta), inside, outside), axis=-1)

    def get_config(self):
        config = super().get_config()
        config.update({"threshold": self.threshold})
        return config

# about: no **kwargs: every argument of the base class by name, and the dtype in the configuration too
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, name="huber_loss", reduction="sum_over_batch_size", dtype=None):
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.threshold = float(threshold)

    def call(self, y_true, y_pred):
        error = keras.ops.subtract(y_true, y_pred)
        clipped = keras.ops.clip(error, -self.threshold, self.threshold)
        per_element = clipped * (error - 0.5 * clipped)
        return keras.ops.mean(per_element, axis=-1)

    def get_config(self):
        return dict(super().get_config(), threshold=self.threshold, dtype=self.dtype)

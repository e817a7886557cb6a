# about: registered, names the base class's arguments, writes the whole config itself
# %% huber_loss
@keras.saving.register_keras_serializable(package="homework")
class HuberLoss(keras.losses.Loss):
    def __init__(
        self,
        threshold=1.0,
        reduction="sum_over_batch_size",
        name="huber_loss",
        dtype=None,
    ):
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        return tf.reduce_mean(create_huber(self.threshold)(y_true, y_pred), axis=-1)

    def get_config(self):
        return {
            "threshold": self.threshold,
            "reduction": self.reduction,
            "name": self.name,
            "dtype": self.dtype,
        }

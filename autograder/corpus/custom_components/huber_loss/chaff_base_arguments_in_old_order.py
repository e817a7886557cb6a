# about: gives the base class reduction and name by position, in the order of older Keras
# misconception: base-arguments-by-position
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph, huber_loss--config, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(
        self,
        threshold=1.0,
        reduction="sum_over_batch_size",
        name="huber_loss",
        dtype=None,
    ):
        super().__init__(reduction, name, dtype=dtype)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        return create_huber(self.threshold)(y_true, y_pred)

    def get_config(self):
        config = super().get_config()
        config["threshold"] = self.threshold
        return config

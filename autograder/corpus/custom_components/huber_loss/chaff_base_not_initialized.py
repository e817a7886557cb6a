# about: forgets super().__init__()
# misconception: super-init-missing
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph, huber_loss--config, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        self.threshold = threshold
        self.huber_fn = create_huber(threshold)

    def call(self, y_true, y_pred):
        return self.huber_fn(y_true, y_pred)

    def get_config(self):
        base_config = super().get_config()
        return {**base_config, "threshold": self.threshold}

# about: call computes the losses and returns nothing
# misconception: missing-return
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.fn = create_huber(threshold)

    def call(self, y_true, y_pred):
        self.fn(y_true, y_pred)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

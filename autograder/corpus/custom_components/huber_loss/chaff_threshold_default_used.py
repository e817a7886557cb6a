# about: stores the threshold but calls create_huber() without it
# misconception: threshold-ignored
# fails: huber_loss--values
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.huber_fn = create_huber()

    def call(self, y_true, y_pred):
        return self.huber_fn(y_true, y_pred)

    def get_config(self):
        config = super().get_config()
        config["threshold"] = self.threshold
        return config

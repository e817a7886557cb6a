# about: get_config returns the base class's config and forgets the threshold
# misconception: config-missing
# fails: huber_loss--config, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.fn = create_huber(self.threshold)

    def call(self, y_true, y_pred):
        return self.fn(y_true, y_pred)

    def get_config(self):
        base_config = super().get_config()
        return {**base_config}

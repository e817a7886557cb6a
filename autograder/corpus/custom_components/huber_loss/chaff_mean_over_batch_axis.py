# about: call takes the mean over the batch (axis 0) and not over the outputs
# misconception: reduced-in-call
# fails: huber_loss--reduction
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.fn = create_huber(threshold)

    def call(self, y_true, y_pred):
        return tf.reduce_mean(self.fn(y_true, y_pred), axis=0)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

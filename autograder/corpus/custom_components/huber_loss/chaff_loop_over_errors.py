# about: a Python loop over the errors with an if for each
# misconception: if-on-tensor
# fails: huber_loss--values, huber_loss--graph
# eager: right
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        losses = []
        for error in tf.reshape(y_true - y_pred, [-1]):
            if abs(error) <= self.threshold:
                losses.append(error**2 / 2)
            else:
                losses.append(self.threshold * abs(error) - self.threshold**2 / 2)
        return tf.stack(losses)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

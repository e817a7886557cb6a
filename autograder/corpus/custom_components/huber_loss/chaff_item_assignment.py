# about: fills the losses by assignment into a tensor, as in NumPy
# misconception: item-assignment
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph, huber_loss--saved
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        loss = 0.5 * tf.square(error)
        large = error > self.threshold
        loss[large] = self.threshold * error[large] - 0.5 * self.threshold**2
        return loss

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

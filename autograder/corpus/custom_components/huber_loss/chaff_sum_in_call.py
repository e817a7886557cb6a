# about: call sums over the batch, so the default loss is a sum
# misconception: reduced-in-call
# fails: huber_loss--values, huber_loss--reduction, huber_loss--graph
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        clipped = tf.minimum(error, self.threshold)
        return tf.reduce_sum(clipped * (error - 0.5 * clipped))

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

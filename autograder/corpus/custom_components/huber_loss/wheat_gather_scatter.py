# about: picks the large errors out and scatters their losses back
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        where_large = tf.where(error > self.threshold)
        large = tf.gather_nd(error, where_large)
        return tf.tensor_scatter_nd_update(
            tf.square(error) / 2.0,
            where_large,
            self.threshold * large - self.threshold**2 / 2,
        )

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

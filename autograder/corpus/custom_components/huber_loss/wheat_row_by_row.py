# about: tf.map_fn over the instances, the mean over the outputs of each
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def _of_one(self, pair):
        a = tf.abs(pair[0] - pair[1])
        inner = tf.minimum(a, self.threshold)
        outer = tf.nn.relu(a - self.threshold)
        return tf.reduce_mean(0.5 * tf.square(inner) + self.threshold * outer)

    def call(self, y_true, y_pred):
        return tf.map_fn(self._of_one, (y_true, y_pred), fn_output_signature=y_pred.dtype)

    def get_config(self):
        config = {"threshold": self.threshold}
        config.update(super().get_config())
        return config

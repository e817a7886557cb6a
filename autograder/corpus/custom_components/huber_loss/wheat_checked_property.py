# about: checks its arguments, private attribute with a property, own from_config
# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        kwargs.setdefault("name", "huber")
        super().__init__(**kwargs)
        if threshold <= 0:
            raise ValueError("threshold must be positive")
        self._threshold = threshold

    @property
    def threshold(self):
        return self._threshold

    def call(self, y_true, y_pred):
        y_pred = tf.convert_to_tensor(y_pred)
        y_true = tf.cast(y_true, y_pred.dtype)
        tf.debugging.assert_equal(tf.shape(y_true), tf.shape(y_pred))
        return self._huber(y_true - y_pred, self.threshold)

    @staticmethod
    def _huber(error, t):
        quadratic = tf.clip_by_value(tf.abs(error), 0.0, t)
        linear = tf.abs(error) - quadratic
        return 0.5 * quadratic**2 + t * linear

    def get_config(self):
        config = super().get_config()
        config["threshold"] = self._threshold
        return config

    @classmethod
    def from_config(cls, config):
        config = dict(config)
        threshold = config.pop("threshold")
        return cls(threshold, **config)

# about: three sums, made by add_weight; a division that knows 0/0
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", initializer="zeros")
        self.fp = self.add_weight(name="fp", initializer="zeros")
        self.fn = self.add_weight(name="fn", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        actual = tf.reshape(tf.cast(y_true, self.dtype), [-1])
        positive = tf.reshape(tf.cast(y_pred > self.threshold, self.dtype), [-1])
        weights = tf.ones_like(actual)
        if sample_weight is not None:
            weights = tf.reshape(tf.cast(sample_weight, self.dtype), [-1])
        self.tp.assign_add(tf.reduce_sum(weights * actual * positive))
        self.fp.assign_add(tf.reduce_sum(weights * (1 - actual) * positive))
        self.fn.assign_add(tf.reduce_sum(weights * actual * (1 - positive)))

    def result(self):
        return tf.math.divide_no_nan(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

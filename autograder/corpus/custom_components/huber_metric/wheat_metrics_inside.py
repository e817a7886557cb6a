# about: holds two keras.metrics.Sum, and resets them by itself
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.losses = keras.metrics.Sum(name="losses", dtype=self.dtype)
        self.counts = keras.metrics.Sum(name="counts", dtype=self.dtype)

    def update_state(self, y_true, y_pred, sample_weight=None):
        e = tf.cast(y_true, self.dtype) - tf.cast(y_pred, self.dtype)
        c = tf.clip_by_value(e, -self.threshold, self.threshold)
        w = tf.ones(tf.shape(e)[:1], self.dtype) if sample_weight is None else tf.cast(sample_weight, self.dtype)
        w = tf.broadcast_to(tf.reshape(w, [-1, 1]), [tf.shape(e)[0], tf.size(e[:1])])
        self.losses.update_state(tf.reshape(c * (e - c / 2), [-1]), tf.reshape(w, [-1]))
        self.counts.update_state(tf.reshape(w, [-1]))

    def result(self):
        return keras.ops.divide_no_nan(self.losses.result(), self.counts.result())

    def reset_state(self):
        for inner in (self.losses, self.counts):
            inner.reset_state()

    def get_config(self):
        return super().get_config() | {"threshold": self.threshold}

# about: 0 before the first batch, but NaN when a batch had no positives at all
# misconception: zero-over-zero
# fails: streaming_f1--undefined
# graph: right
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", initializer="zeros")
        self.errors = self.add_weight(name="errors", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = tf.reshape(tf.cast(y_true, tf.float32), [-1])
        y_pred = tf.reshape(tf.cast(y_pred > self.threshold, tf.float32), [-1])
        w = tf.ones_like(y_true)
        if sample_weight is not None:
            w = tf.reshape(sample_weight, [-1])
        self.tp.assign_add(tf.reduce_sum(w * y_true * y_pred))
        self.errors.assign_add(tf.reduce_sum(w * tf.abs(y_true - y_pred)))
        self.count.assign_add(tf.reduce_sum(w))

    def result(self):
        seen = tf.convert_to_tensor(self.count) > 0
        return tf.where(seen, 2 * self.tp / (2 * self.tp + self.errors), 0.0)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: counts in Python numbers, which a graph leaves as they were when it was traced
# misconception: python-state
# fails: streaming_f1--graph
# eager: right
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = 0.0
        self.positives = 0.0

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = tf.reshape(tf.cast(y_true, tf.float32), [-1])
        y_pred = tf.reshape(tf.cast(y_pred > self.threshold, tf.float32), [-1])
        w = tf.ones_like(y_true)
        if sample_weight is not None:
            w = tf.reshape(sample_weight, [-1])
        self.tp += tf.reduce_sum(w * y_true * y_pred)
        self.positives += tf.reduce_sum(w * (y_true + y_pred))

    def result(self):
        return tf.math.divide_no_nan(2.0 * self.tp, self.positives)

    def reset_state(self):
        self.tp = 0.0
        self.positives = 0.0

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: tp / (tp + fp + fn), which is the intersection over union
# misconception: f1-formula-wrong
# fails: streaming_f1--streaming, streaming_f1--graph
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", initializer="zeros")
        self.fp = self.add_weight(name="fp", initializer="zeros")
        self.fn = self.add_weight(name="fn", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = tf.reshape(tf.cast(y_true, tf.float32), [-1])
        y_pred = tf.reshape(tf.cast(y_pred > self.threshold, tf.float32), [-1])
        w = 1.0 if sample_weight is None else tf.reshape(sample_weight, [-1])
        self.tp.assign_add(tf.reduce_sum(w * y_true * y_pred))
        self.fp.assign_add(tf.reduce_sum(w * (1 - y_true) * y_pred))
        self.fn.assign_add(tf.reduce_sum(w * y_true * (1 - y_pred)))

    def result(self):
        return tf.math.divide_no_nan(self.tp, self.tp + self.fp + self.fn)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

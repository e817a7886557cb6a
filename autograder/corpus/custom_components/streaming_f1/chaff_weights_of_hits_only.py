# about: weights the true positives and counts the errors without weights
# misconception: weights-not-normalized
# fails: streaming_f1--weights
# graph: right
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", initializer="zeros")
        self.wrong = self.add_weight(name="wrong", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = tf.reshape(tf.cast(y_true, tf.float32), [-1])
        y_pred = tf.reshape(tf.cast(y_pred > self.threshold, tf.float32), [-1])
        hits = y_true * y_pred
        if sample_weight is not None:
            hits = hits * tf.reshape(sample_weight, [-1])
        self.tp.assign_add(tf.reduce_sum(hits))
        self.wrong.assign_add(tf.reduce_sum(tf.abs(y_true - y_pred)))

    def result(self):
        return tf.math.divide_no_nan(2 * self.tp, 2 * self.tp + self.wrong)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

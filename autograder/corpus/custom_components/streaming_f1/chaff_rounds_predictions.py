# about: rounds the predictions, so that the threshold is 0.5 whatever is wanted
# misconception: threshold-ignored
# fails: streaming_f1--streaming
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", initializer="zeros")
        self.positives = self.add_weight(name="positives", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = tf.reshape(tf.cast(y_true, tf.float32), [-1])
        y_pred = tf.reshape(tf.round(y_pred), [-1])
        w = tf.ones_like(y_true)
        if sample_weight is not None:
            w = tf.reshape(sample_weight, [-1])
        self.tp.assign_add(tf.reduce_sum(w * y_true * y_pred))
        self.positives.assign_add(tf.reduce_sum(w * (y_true + y_pred)))

    def result(self):
        return tf.math.divide_no_nan(2 * self.tp, self.positives)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: get_config leaves out the threshold
# misconception: config-missing
# fails: streaming_f1--config
# graph: right
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", initializer="zeros")
        self.positives = self.add_weight(name="positives", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = tf.reshape(tf.cast(y_true, self.dtype), [-1])
        y_pred = tf.reshape(tf.cast(y_pred > self.threshold, self.dtype), [-1])
        w = tf.ones_like(y_true)
        if sample_weight is not None:
            w = tf.reshape(tf.cast(sample_weight, self.dtype), [-1])
        self.tp.assign_add(tf.reduce_sum(w * y_true * y_pred))
        self.positives.assign_add(tf.reduce_sum(w * (y_true + y_pred)))

    def result(self):
        return tf.math.divide_no_nan(2 * self.tp, self.positives)

    def get_config(self):
        return super().get_config()

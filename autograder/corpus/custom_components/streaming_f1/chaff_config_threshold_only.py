# about: get_config returns the threshold and nothing of the base class, so that the name is lost
# misconception: config-without-base
# fails: streaming_f1--config
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", shape=(), initializer="zeros")
        self.marks = self.add_weight(name="marks", shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        real = tf.reshape(tf.cast(y_true, self.dtype), [-1])
        found = tf.cast(tf.reshape(y_pred, [-1]) > self.threshold, self.dtype)
        w = tf.ones_like(real) if sample_weight is None else tf.reshape(tf.cast(sample_weight, self.dtype), [-1])
        self.tp.assign_add(tf.reduce_sum(w * real * found))
        self.marks.assign_add(tf.reduce_sum(w * (real + found)))

    def result(self):
        return tf.math.divide_no_nan(2.0 * self.tp.value, self.marks.value)

    def get_config(self):
        return {"threshold": self.threshold}

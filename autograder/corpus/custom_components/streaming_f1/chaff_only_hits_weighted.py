# about: the weights count in TP only
# misconception: weights-in-hits-only
# fails: streaming_f1--weights
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", shape=(), initializer="zeros")
        self.errors = self.add_weight(name="errors", shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        real = tf.reshape(tf.cast(y_true, tf.bool), [-1])
        found = tf.reshape(y_pred, [-1]) > self.threshold
        hits = tf.cast(real & found, self.dtype)
        if sample_weight is not None:
            hits *= tf.reshape(tf.cast(sample_weight, self.dtype), [-1])
        self.tp.assign_add(tf.reduce_sum(hits))
        self.errors.assign_add(tf.reduce_sum(tf.cast(real != found, self.dtype)))

    def result(self):
        return tf.math.divide_no_nan(2 * self.tp.value, 2 * self.tp.value + self.errors.value)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

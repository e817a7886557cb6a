# about: keeps 0 / 0 away with a denominator of at least 1; wrong as soon as all the weights together are less than 1
# misconception: denominator-clipped-at-one
# fails: streaming_f1--weights
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
        return 2.0 * self.tp / tf.maximum(self.marks.value, 1.0)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

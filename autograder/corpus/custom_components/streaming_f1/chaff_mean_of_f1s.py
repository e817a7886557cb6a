# about: computes the F1 score of each batch and averages the scores
# misconception: mean-of-batch-scores
# fails: streaming_f1--streaming, streaming_f1--undefined
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.scores = self.add_weight(name="scores", shape=(), initializer="zeros")
        self.batches = self.add_weight(name="batches", shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        real = tf.reshape(tf.cast(y_true, self.dtype), [-1])
        found = tf.cast(tf.reshape(y_pred, [-1]) > self.threshold, self.dtype)
        w = tf.ones_like(real) if sample_weight is None else tf.reshape(sample_weight, [-1])
        tp = tf.reduce_sum(w * real * found)
        self.scores.assign_add(tf.math.divide_no_nan(2 * tp, tf.reduce_sum(w * (real + found))))
        self.batches.assign_add(1.0)

    def result(self):
        return tf.math.divide_no_nan(self.scores.value, self.batches.value)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

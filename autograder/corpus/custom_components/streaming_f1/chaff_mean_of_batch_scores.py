# about: the mean of the batches' F1 scores
# misconception: mean-of-means
# fails: streaming_f1--streaming
# %% streaming_f1
class StreamingF1(keras.metrics.Mean):
    def __init__(self, threshold=0.5, name="f1", **kwargs):
        super().__init__(name=name, **kwargs)
        self.threshold = threshold

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = tf.reshape(tf.cast(y_true, tf.float32), [-1])
        positive = tf.reshape(tf.cast(y_pred > self.threshold, tf.float32), [-1])
        weights = tf.ones_like(y_true)
        if sample_weight is not None:
            weights = tf.reshape(sample_weight, [-1])
        tp = tf.reduce_sum(weights * y_true * positive)
        total = tf.reduce_sum(weights * y_true) + tf.reduce_sum(weights * positive)
        super().update_state(tf.math.divide_no_nan(2 * tp, total))

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

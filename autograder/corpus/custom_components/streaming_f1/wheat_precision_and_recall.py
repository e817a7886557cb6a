# about: the harmonic mean of Keras's Precision and Recall, fed with 0 and 1
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.precision = keras.metrics.Precision(name="p")
        self.recall = keras.metrics.Recall(name="r")

    def update_state(self, y_true, y_pred, sample_weight=None):
        labels = tf.reshape(y_true, [-1])
        decisions = tf.reshape(tf.where(y_pred > self.threshold, 1.0, 0.0), [-1])
        if sample_weight is not None:
            sample_weight = tf.reshape(sample_weight, [-1])
        self.precision.update_state(labels, decisions, sample_weight)
        self.recall.update_state(labels, decisions, sample_weight)

    def result(self):
        p = self.precision.result()
        r = self.recall.result()
        # with no hit both are 0
        return 2.0 * p * r / tf.where(p + r > 0.0, p + r, 1.0)

    def get_config(self):
        return {"threshold": self.threshold, **super().get_config()}

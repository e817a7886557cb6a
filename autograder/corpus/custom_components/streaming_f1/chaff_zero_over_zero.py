# about: divides precision and recall as the formula says, 0/0 is NaN
# misconception: zero-over-zero
# fails: streaming_f1--undefined
# graph: right
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.hits = self.add_weight(name="hits", initializer="zeros")
        self.predicted = self.add_weight(name="predicted", initializer="zeros")
        self.labelled = self.add_weight(name="labelled", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        labels = tf.reshape(tf.cast(y_true, tf.float32), [-1])
        positive = tf.reshape(tf.cast(y_pred > self.threshold, tf.float32), [-1])
        if sample_weight is None:
            sample_weight = tf.ones_like(labels)
        weights = tf.reshape(sample_weight, [-1])
        self.hits.assign_add(tf.reduce_sum(weights * labels * positive))
        self.predicted.assign_add(tf.reduce_sum(weights * positive))
        self.labelled.assign_add(tf.reduce_sum(weights * labels))

    def result(self):
        precision = self.hits / self.predicted
        recall = self.hits / self.labelled
        return 2 * precision * recall / (precision + recall)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

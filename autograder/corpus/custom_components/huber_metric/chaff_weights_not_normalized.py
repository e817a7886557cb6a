# about: weights the losses but divides by the number of elements
# misconception: weights-not-normalized
# fails: huber_metric--weights
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = create_huber(self.threshold)(y_true, y_pred)
        if sample_weight is not None:
            losses *= tf.reshape(sample_weight, tf.shape(losses))
        self.total.assign_add(tf.reduce_sum(losses))
        self.count.assign_add(tf.cast(tf.size(losses), tf.float32))

    def result(self):
        return self.total / self.count

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

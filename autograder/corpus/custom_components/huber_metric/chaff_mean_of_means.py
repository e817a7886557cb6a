# about: averages the means of the batches
# misconception: mean-of-batch-means
# fails: huber_metric--streaming, huber_metric--graph
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", shape=(), initializer="zeros")
        self.batches = self.add_weight(name="batches", shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        loss = tf.reshape(create_huber(self.threshold)(y_true, y_pred), [-1])
        w = tf.ones_like(loss) if sample_weight is None else tf.reshape(sample_weight, [-1])
        self.total.assign_add(tf.reduce_sum(w * loss) / tf.reduce_sum(w))
        self.batches.assign_add(1.0)

    def result(self):
        return tf.math.divide_no_nan(self.total.value, self.batches.value)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

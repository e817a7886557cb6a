# about: weights the losses, but divides by the number of elements
# misconception: divides-by-the-count
# fails: huber_metric--weights
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", shape=(), initializer="zeros")
        self.count = self.add_weight(name="count", shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        loss = tf.reshape(create_huber(self.threshold)(y_true, y_pred), [-1])
        if sample_weight is not None:
            loss *= tf.reshape(tf.cast(sample_weight, loss.dtype), [-1])
        self.total.assign_add(tf.reduce_sum(loss))
        self.count.assign_add(tf.cast(tf.size(loss), self.dtype))

    def result(self):
        return tf.math.divide_no_nan(self.total.value, self.count.value)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: update_state and result are TF functions, prints while it is traced
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.huber_fn = create_huber(threshold)
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    @tf.function
    def update_state(self, y_true, y_pred, sample_weight=None):
        print("tracing update_state for", y_pred.shape)
        losses = self.huber_fn(y_true, y_pred)
        if sample_weight is not None:
            sample_weight = tf.reshape(sample_weight, tf.shape(losses))
            self.total.assign_add(tf.reduce_sum(losses * sample_weight))
            self.count.assign_add(tf.reduce_sum(sample_weight))
        else:
            self.total.assign_add(tf.reduce_sum(losses))
            self.count.assign_add(tf.cast(tf.size(losses), self.count.dtype))

    @tf.function
    def result(self):
        if self.count > 0.0:
            return self.total / self.count
        return tf.constant(0.0)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

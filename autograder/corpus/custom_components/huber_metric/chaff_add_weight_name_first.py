# about: gives add_weight the name first, where Keras 3 expects the shape
# misconception: add-weight-name-first
# fails: huber_metric--streaming, huber_metric--weights, huber_metric--reset, huber_metric--graph, huber_metric--config
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.huber_fn = create_huber(threshold)
        self.total = self.add_weight("total", initializer="zeros")
        self.count = self.add_weight("count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = self.huber_fn(y_true, y_pred)
        weights = tf.ones_like(losses)
        if sample_weight is not None:
            weights = tf.reshape(sample_weight, tf.shape(losses))
        self.total.assign_add(tf.reduce_sum(losses * weights))
        self.count.assign_add(tf.reduce_sum(weights))

    def result(self):
        return self.total / self.count

    def get_config(self):
        base_config = super().get_config()
        return {**base_config, "threshold": self.threshold}

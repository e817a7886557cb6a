# about: multiplies targets and predictions by the weights before the loss
# misconception: weights-before-loss
# fails: huber_metric--weights
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        if sample_weight is None:
            sample_weight = tf.ones_like(y_pred)
        sample_weight = tf.reshape(sample_weight, tf.shape(y_pred))
        y_true = y_true * sample_weight
        y_pred = y_pred * sample_weight
        losses = create_huber(self.threshold)(y_true, y_pred)
        self.total.assign_add(tf.reduce_sum(losses))
        self.count.assign_add(tf.reduce_sum(sample_weight))

    def result(self):
        return self.total / self.count

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

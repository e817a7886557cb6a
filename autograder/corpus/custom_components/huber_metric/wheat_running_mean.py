# about: keeps the mean itself and moves it by each batch's share
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.mean = self.add_weight(name="mean", initializer="zeros")
        self.seen = self.add_weight(name="seen", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = create_huber(self.threshold)(y_true, y_pred)
        if sample_weight is None:
            weights = tf.ones_like(losses)
        else:
            weights = tf.reshape(sample_weight, tf.shape(losses))
        batch_weight = tf.reduce_sum(weights)
        self.seen.assign_add(batch_weight)
        step = tf.reduce_sum(weights * (losses - self.mean))
        self.mean.assign_add(tf.math.divide_no_nan(step, tf.convert_to_tensor(self.seen)))

    def result(self):
        return tf.convert_to_tensor(self.mean)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: result returns the total and forgets the division
# misconception: total-not-divided
# fails: huber_metric--streaming, huber_metric--weights, huber_metric--reset, huber_metric--graph
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = create_huber(self.threshold)(y_true, y_pred)
        if sample_weight is not None:
            losses *= tf.reshape(sample_weight, tf.shape(losses))
        self.total.assign_add(tf.reduce_sum(losses))

    def result(self):
        return tf.convert_to_tensor(self.total)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

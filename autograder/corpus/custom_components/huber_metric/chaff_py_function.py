# about: computes the sums in tf.py_function
# misconception: py-function
# fails: huber_metric--graph
# eager: right
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros")
        self.count = self.add_weight(name="count", initializer="zeros")

    def _sums(self, y_true, y_pred, weights):
        losses = create_huber(self.threshold)(y_true, y_pred).numpy()
        weights = weights.numpy().reshape(losses.shape)
        return np.sum(losses * weights), np.sum(weights)

    def update_state(self, y_true, y_pred, sample_weight=None):
        if sample_weight is None:
            sample_weight = tf.ones_like(y_pred)
        total, count = tf.py_function(
            self._sums, [y_true, y_pred, sample_weight], [tf.float32, tf.float32]
        )
        total.set_shape([])
        count.set_shape([])
        self.total.assign_add(total)
        self.count.assign_add(count)

    def result(self):
        return self.total / self.count

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

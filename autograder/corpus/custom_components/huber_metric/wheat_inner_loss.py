# about: a keras.losses.Huber that sums, for the losses and their weights
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        kwargs.setdefault("name", "mean_huber")
        super().__init__(**kwargs)
        self._threshold = threshold
        self._loss = keras.losses.Huber(delta=threshold, reduction="sum")
        self._total = self.add_weight(name="total", initializer="zeros")
        self._count = self.add_weight(name="count", initializer="zeros")

    @property
    def threshold(self):
        return self._threshold

    def update_state(self, y_true, y_pred, sample_weight=None):
        self._total.assign_add(self._loss(y_true, y_pred, sample_weight=sample_weight))
        if sample_weight is None:
            self._count.assign_add(tf.cast(tf.shape(y_pred)[0], "float32"))
        else:
            self._count.assign_add(tf.reduce_sum(sample_weight))

    def result(self):
        return self._total / self._count

    def get_config(self):
        return dict(super().get_config(), threshold=self._threshold)

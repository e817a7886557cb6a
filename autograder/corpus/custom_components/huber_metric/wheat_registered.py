# about: registered, names the base class's arguments, one value per instance
# %% huber_metric
@keras.saving.register_keras_serializable(package="homework", name="huber")
class HuberMetric(keras.metrics.Metric):
    """Mean Huber loss since the last reset."""

    def __init__(self, threshold=1.0, name="huber_metric", dtype=None):
        super().__init__(name=name, dtype=dtype)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros", dtype=self.dtype)
        self.samples = self.add_weight(name="samples", initializer="zeros", dtype=self.dtype)

    def update_state(self, y_true, y_pred, sample_weight=None):
        per_instance = tf.reduce_mean(create_huber(self.threshold)(y_true, y_pred), axis=-1)
        per_instance = tf.cast(per_instance, self.dtype)
        if sample_weight is None:
            weight = tf.ones_like(per_instance)
        else:
            weight = tf.cast(tf.reshape(sample_weight, [-1]), self.dtype)
        self.total.assign_add(tf.reduce_sum(per_instance * weight))
        self.samples.assign_add(tf.reduce_sum(weight))

    def result(self):
        return tf.math.divide_no_nan(self.total.value, self.samples.value)

    def reset_state(self):
        self.total.assign(0.0)
        self.samples.assign(0.0)

    def get_config(self):
        return {"threshold": self.threshold, "name": self.name, "dtype": self.dtype}

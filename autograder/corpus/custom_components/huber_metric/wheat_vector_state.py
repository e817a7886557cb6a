# about: total and weight live in one vector
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.state = self.add_weight(shape=(2,), initializer="zeros", name="sum_and_weight")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = tf.reshape(create_huber(self.threshold)(y_true, y_pred), [-1])
        if sample_weight is None:
            w = tf.ones_like(losses)
        else:
            w = tf.reshape(sample_weight, [-1])
        self.state.assign_add(tf.stack([tf.tensordot(w, losses, 1), tf.reduce_sum(w)]))

    def result(self):
        total, weight = tf.unstack(tf.convert_to_tensor(self.state))
        return total / weight

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

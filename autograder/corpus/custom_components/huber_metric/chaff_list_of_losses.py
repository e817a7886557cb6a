# about: collects every batch's losses in a Python list
# misconception: python-state
# fails: huber_metric--streaming, huber_metric--weights, huber_metric--reset, huber_metric--graph
# eager: right
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.losses = []
        self.weights = []

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = tf.reshape(create_huber(self.threshold)(y_true, y_pred), [-1])
        weights = tf.ones_like(losses)
        if sample_weight is not None:
            weights = tf.reshape(sample_weight, [-1])
        self.losses.append(losses)
        self.weights.append(weights)

    def result(self):
        losses = tf.concat(self.losses, axis=0)
        weights = tf.concat(self.weights, axis=0)
        return tf.reduce_sum(losses * weights) / tf.reduce_sum(weights)

    def reset_state(self):
        self.losses = []
        self.weights = []

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

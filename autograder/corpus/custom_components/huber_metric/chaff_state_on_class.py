# about: the variables belong to the class, so all metrics share them
# misconception: state-shared
# fails: huber_metric--streaming
# sealed: fails no other test, since each check begins with a state of its own; direct, the class keeps it between checks
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    shared_total = keras.Variable(0.0, trainable=False)
    shared_count = keras.Variable(0.0, trainable=False)

    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = HuberMetric.shared_total
        self.count = HuberMetric.shared_count

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = create_huber(self.threshold)(y_true, y_pred)
        weights = tf.ones_like(losses)
        if sample_weight is not None:
            weights = tf.reshape(sample_weight, tf.shape(losses))
        self.total.assign_add(tf.reduce_sum(losses * weights))
        self.count.assign_add(tf.reduce_sum(weights))

    def result(self):
        return self.total / self.count

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: adds up the batches' means and divides by the number of batches
# misconception: mean-of-means
# fails: huber_metric--streaming
# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.total = self.add_weight(name="total", initializer="zeros")
        self.batches = self.add_weight(name="batches", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        losses = create_huber(self.threshold)(y_true, y_pred)
        if sample_weight is None:
            mean = tf.reduce_mean(losses)
        else:
            w = tf.reshape(sample_weight, tf.shape(losses))
            mean = tf.reduce_sum(w * losses) / tf.reduce_sum(w)
        self.total.assign_add(mean)
        self.batches.assign_add(1.0)

    def result(self):
        return self.total / self.batches

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

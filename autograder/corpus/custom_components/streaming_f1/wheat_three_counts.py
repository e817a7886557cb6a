# about: three scalar weights in a loop over their names, divide_no_nan at the end
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        for name in ("tp", "fp", "fn"):
            setattr(self, name, self.add_weight(name=name, shape=(), initializer="zeros"))

    def update_state(self, y_true, y_pred, sample_weight=None):
        real = tf.cast(y_true, tf.bool)
        found = tf.convert_to_tensor(y_pred) > self.threshold
        weights = tf.ones(tf.shape(found), self.dtype)
        if sample_weight is not None:
            rank = len(found.shape)
            weights *= tf.reshape(tf.cast(sample_weight, self.dtype), [-1] + [1] * (rank - 1))
        for count, mask in ((self.tp, real & found), (self.fp, found & ~real), (self.fn, real & ~found)):
            count.assign_add(tf.reduce_sum(tf.where(mask, weights, 0.0)))

    def result(self):
        tp = self.tp.value
        return tf.math.divide_no_nan(2 * tp, 2 * tp + self.fp.value + self.fn.value)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

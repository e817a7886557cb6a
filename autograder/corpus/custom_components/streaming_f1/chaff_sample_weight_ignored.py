# about: takes sample_weight and does not use it
# misconception: sample-weight-ignored
# fails: streaming_f1--weights
# graph: right
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", initializer="zeros")
        self.fp = self.add_weight(name="fp", initializer="zeros")
        self.fn = self.add_weight(name="fn", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        real = tf.cast(y_true, tf.bool)
        guess = y_pred > self.threshold

        def number(mask):
            return tf.reduce_sum(tf.cast(mask, tf.float32))

        self.tp.assign_add(number(real & guess))
        self.fp.assign_add(number(~real & guess))
        self.fn.assign_add(number(real & ~guess))

    def result(self):
        return tf.math.divide_no_nan(self.tp, self.tp + (self.fp + self.fn) / 2)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

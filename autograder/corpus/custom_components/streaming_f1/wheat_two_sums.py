# about: 2 TP + FP + FN is the number of real plus the number of found positives, so two sums are enough
# %% streaming_f1
@keras.saving.register_keras_serializable(package="notebook")
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.both = self.add_weight(name="both", shape=(), initializer="zeros")
        self.either = self.add_weight(name="either", shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        ops = keras.ops
        real = ops.cast(y_true, self.dtype)
        found = ops.cast(ops.greater(y_pred, self.threshold), self.dtype)
        w = 1.0
        if sample_weight is not None:
            w = ops.reshape(ops.cast(sample_weight, self.dtype), [-1] + [1] * (len(found.shape) - 1))
        self.both.assign_add(ops.sum(w * real * found))
        self.either.assign_add(ops.sum(w * (real + found)))

    def result(self):
        return keras.ops.divide_no_nan(2.0 * self.both, self.either)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: one float64 vector of three sums, keras.ops throughout, registered
# %% streaming_f1
from keras import ops


@keras.saving.register_keras_serializable(package="course")
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, name="streaming_f1", dtype=None):
        super().__init__(name=name, dtype=dtype)
        self.threshold = float(threshold)
        # hits, predicted positives, labelled positives
        self.sums = self.add_weight(
            name="sums", shape=(3,), initializer="zeros", dtype="float64"
        )

    def update_state(self, y_true, y_pred, sample_weight=None):
        truth = ops.ravel(ops.cast(y_true, "float64"))
        positive = ops.ravel(ops.cast(ops.greater(y_pred, self.threshold), "float64"))
        columns = ops.stack([truth * positive, positive, truth], axis=1)
        if sample_weight is not None:
            columns *= ops.reshape(ops.cast(sample_weight, "float64"), (-1, 1))
        self.sums.assign(self.sums + ops.sum(columns, axis=0))

    def result(self):
        hits, predicted, labelled = self.sums[0], self.sums[1], self.sums[2]
        total = predicted + labelled
        safe = ops.where(total > 0, total, 1.0)
        return ops.cast(ops.where(total > 0, 2.0 * hits / safe, 0.0), "float32")

    def get_config(self):
        config = super().get_config()
        config["threshold"] = self.threshold
        return config

# about: tf.math.confusion_matrix into a 2 by 2 variable, the methods decorated with tf.function
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.matrix = self.add_weight(name="matrix", shape=(2, 2), initializer="zeros")

    @tf.function
    def update_state(self, y_true, y_pred, sample_weight=None):
        rows = tf.reshape(tf.cast(y_true, tf.int32), [-1])
        columns = tf.reshape(tf.cast(tf.greater(y_pred, self.threshold), tf.int32), [-1])
        if sample_weight is not None:
            sample_weight = tf.cast(tf.reshape(sample_weight, [-1]), self.dtype)
        self.matrix.assign_add(
            tf.math.confusion_matrix(
                rows, columns, num_classes=2, weights=sample_weight, dtype=self.dtype
            )
        )

    @tf.function
    def result(self):
        matrix = tf.convert_to_tensor(self.matrix)
        twice = 2.0 * matrix[1, 1]
        return tf.math.divide_no_nan(twice, twice + matrix[0, 1] + matrix[1, 0])

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

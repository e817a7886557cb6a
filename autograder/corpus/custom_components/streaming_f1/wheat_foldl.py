# about: tf.foldl goes through the elements and adds to a vector of three counts
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.counts = self.add_weight(name="counts", shape=(3,), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        real, scores = (tf.cast(y, self.dtype) for y in (y_true, y_pred))
        w = tf.ones([tf.shape(real)[0]]) if sample_weight is None else sample_weight
        w = tf.repeat(tf.reshape(tf.cast(w, self.dtype), [-1]), tf.size(real[:1]))

        def step(counts, element):
            t, p, weight = element
            found = tf.cast(p > self.threshold, t.dtype)
            return counts + weight * tf.stack([t * found, (1 - t) * found, t * (1 - found)])

        elements = (tf.reshape(real, [-1]), tf.reshape(scores, [-1]), w)
        self.counts.assign(tf.foldl(step, elements, initializer=tf.convert_to_tensor(self.counts)))

    def result(self):
        parts = self.counts.value * tf.constant([2.0, 1.0, 1.0], self.dtype)
        return tf.cond(tf.reduce_sum(parts) > 0, lambda: parts[0] / tf.reduce_sum(parts), lambda: tf.zeros_like(parts[0]))

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: a Python loop over the numbers; right in a cell, with weights of both shapes
# misconception: numpy-in-update-state
# fails: streaming_f1--graph
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", shape=(), initializer="zeros")
        self.wrong = self.add_weight(name="wrong", shape=(), initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        labels, scores = np.ravel(y_true), np.ravel(y_pred)
        weights = np.ones(len(labels)) if sample_weight is None else np.ravel(sample_weight)
        for label, score, weight in zip(labels, scores, weights):
            if label == 1 and score > self.threshold:
                self.tp.assign_add(weight)
            elif label == 1 or score > self.threshold:
                self.wrong.assign_add(weight)

    def result(self):
        return tf.math.divide_no_nan(2 * self.tp.value, 2 * self.tp.value + self.wrong.value)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

# about: counts each batch with NumPy
# misconception: numpy-in-the-graph
# fails: streaming_f1--graph
# eager: right
# %% streaming_f1
class StreamingF1(keras.metrics.Metric):
    def __init__(self, threshold=0.5, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.tp = self.add_weight(name="tp", initializer="zeros")
        self.fp = self.add_weight(name="fp", initializer="zeros")
        self.fn = self.add_weight(name="fn", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true = np.array(y_true).ravel() == 1
        y_pred = np.array(y_pred).ravel() > self.threshold
        w = np.ones(len(y_true)) if sample_weight is None else np.array(sample_weight).ravel()
        self.tp.assign_add(np.sum(w[y_true & y_pred]))
        self.fp.assign_add(np.sum(w[~y_true & y_pred]))
        self.fn.assign_add(np.sum(w[y_true & ~y_pred]))

    def result(self):
        return tf.math.divide_no_nan(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    def get_config(self):
        return {**super().get_config(), "threshold": self.threshold}

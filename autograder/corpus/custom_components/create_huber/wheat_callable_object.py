# about: returns an object with __call__
# %% create_huber
class HuberFunction:
    def __init__(self, threshold):
        self.threshold = threshold

    def __call__(self, y_true, y_pred):
        error = y_true - y_pred
        small = tf.cast(tf.abs(error) <= self.threshold, error.dtype)
        large = 1 - small
        linear = self.threshold * tf.abs(error) - self.threshold ** 2 / 2
        return small * error ** 2 / 2 + large * linear

    def __repr__(self):
        return f"HuberFunction(threshold={self.threshold})"


def create_huber(threshold=1.0):
    return HuberFunction(threshold)

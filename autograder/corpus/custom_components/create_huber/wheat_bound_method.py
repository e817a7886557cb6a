# about: returns a bound method
# %% create_huber
from dataclasses import dataclass


@dataclass(frozen=True)
class _Huber:
    threshold: float

    def compute(self, y_true, y_pred):
        e = tf.math.abs(y_true - y_pred)
        excess = tf.nn.relu(e - self.threshold)
        inside = e - excess
        return inside * inside / 2.0 + self.threshold * excess


def create_huber(threshold=1.0):
    return _Huber(threshold).compute

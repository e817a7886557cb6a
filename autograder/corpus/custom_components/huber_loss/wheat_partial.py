# about: a partial of a plain function, prints while it is traced
# %% huber_loss
import functools


def _pointwise(y_true, y_pred, delta):
    r = keras.ops.abs(y_true - y_pred)
    return keras.ops.where(r < delta, r * r / 2, delta * (r - delta / 2))


class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.fn = functools.partial(_pointwise, delta=threshold)

    def call(self, y_true, y_pred):
        print("computing the Huber loss of", y_pred.shape)
        return self.fn(y_true, y_pred)

    def get_config(self):
        return {"threshold": self.threshold, **super().get_config()}

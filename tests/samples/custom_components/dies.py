# about: huber_fn kills its own process with os.kill when it is called
# rest: reference
# points: 117
# direct: ends the notebook
# fails: huber_fn
# %% huber_fn
import os
import signal


def huber_fn(y_true, y_pred):
    os.kill(os.getpid(), signal.SIGKILL)


# %% create_huber
def create_huber(threshold=1.0):
    def huber(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        linear = threshold * error - threshold**2 / 2
        return tf.where(error <= threshold, tf.square(error) / 2, linear)

    return huber


# %% huber_loss
class HuberLoss(keras.losses.Loss):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold

    def call(self, y_true, y_pred):
        return create_huber(self.threshold)(y_true, y_pred)

    def get_config(self):
        return super().get_config() | {"threshold": self.threshold, "dtype": self.dtype}


# %% huber_metric
class HuberMetric(keras.metrics.Metric):
    def __init__(self, threshold=1.0, **kwargs):
        super().__init__(**kwargs)
        self.threshold = threshold
        self.mean = keras.metrics.Mean(dtype=self.dtype)

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_true, y_pred = tf.cast(y_true, self.dtype), tf.cast(y_pred, self.dtype)
        losses = create_huber(self.threshold)(y_true, y_pred)
        self.mean.update_state(losses, sample_weight=sample_weight)

    def result(self):
        return self.mean.result()

    def reset_state(self):
        self.mean.reset_state()

    def get_config(self):
        return super().get_config() | {"threshold": self.threshold}

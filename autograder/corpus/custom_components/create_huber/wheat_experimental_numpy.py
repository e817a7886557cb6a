# about: tf.experimental.numpy
# %% create_huber
import tensorflow.experimental.numpy as tnp


def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = tnp.abs(tnp.subtract(y_true, y_pred))
        squared = tnp.square(error) / 2
        linear = threshold * error - threshold ** 2 / 2
        return tnp.where(error <= threshold, squared, linear)

    return huber_fn

# about: functools.partial of a function with three arguments
# %% create_huber
import functools


def huber(y_true, y_pred, delta):
    error = tf.abs(y_true - y_pred)
    return tf.where(error <= delta, 0.5 * tf.square(error), delta * (error - 0.5 * delta))


def create_huber(threshold=1.0):
    return functools.partial(huber, delta=threshold)

# about: functools.partial binds the threshold to y_true
# misconception: arguments-swapped
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
from functools import partial


def huber(y_true, y_pred, threshold):
    error = tf.abs(y_true - y_pred)
    squared = 0.5 * tf.square(error)
    linear = threshold * error - 0.5 * threshold ** 2
    return tf.where(error <= threshold, squared, linear)


def create_huber(threshold=1.0):
    return partial(huber, threshold)

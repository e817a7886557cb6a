# about: keras.losses.huber as it is: it averages over the last axis
# misconception: mean-over-last-axis
# fails: create_huber--values, create_huber--graph
# %% create_huber
import functools


def create_huber(threshold=1.0):
    return functools.partial(keras.losses.huber, delta=threshold)

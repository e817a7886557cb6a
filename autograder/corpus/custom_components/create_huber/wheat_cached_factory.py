# about: functools.lru_cache: the same threshold gives the same function
# %% create_huber
from functools import lru_cache


@lru_cache(maxsize=None)
def create_huber(threshold=1.0):
    half_square = threshold * threshold / 2.0

    def huber_fn(y_true, y_pred):
        size = abs(y_true - y_pred)
        return tf.where(size < threshold, size ** 2 / 2.0, threshold * size - half_square)

    return huber_fn

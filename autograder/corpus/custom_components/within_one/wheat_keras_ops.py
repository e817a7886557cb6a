# about: keras.ops throughout; casts the comparison
# %% within_one
from keras import ops


def within_one(y_true, y_pred):
    error = ops.abs(ops.subtract(y_true, y_pred))
    return ops.cast(ops.less_equal(error, 1.0), "float32")

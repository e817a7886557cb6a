# about: keras.ops throughout
# %% huber_fn
from keras import ops


def huber_fn(y_true, y_pred):
    y_pred = ops.convert_to_tensor(y_pred)
    y_true = ops.cast(y_true, y_pred.dtype)
    err = ops.absolute(ops.subtract(y_true, y_pred))
    return ops.where(ops.less_equal(err, 1.0), ops.square(err) * 0.5, err - 0.5)

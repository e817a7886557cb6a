# about: keras.ops throughout
# %% create_huber
def create_huber(threshold=1.0):
    ops = keras.ops

    def huber_fn(y_true, y_pred):
        y_true = ops.convert_to_tensor(y_true)
        y_pred = ops.convert_to_tensor(y_pred)
        delta = ops.cast(threshold, y_pred.dtype)
        error = ops.abs(y_pred - y_true)
        inner = ops.minimum(error, delta)
        return inner * (error - inner / 2)

    return huber_fn

# about: keras.ops with a helper for any tolerance, cast to the dtype of the predictions
# %% within_one
def _within(tolerance):
    def metric(y_true, y_pred):
        distance = keras.ops.absolute(keras.ops.subtract(y_pred, y_true))
        return keras.ops.cast(keras.ops.less_equal(distance, tolerance), y_pred.dtype)

    return metric


within_one = _within(1.0)

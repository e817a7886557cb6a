# about: no case distinction: half the square of the capped error plus what is above the cap, with keras.ops
# %% huber_fn
def huber_fn(y_true, y_pred):
    ops = keras.ops
    size = ops.abs(ops.subtract(y_pred, y_true))
    capped = ops.minimum(size, 1.0)
    excess = ops.relu(size - 1.0)
    return 0.5 * ops.square(capped) + excess

# about: keras.losses.huber as it is: it averages over the last axis
# misconception: mean-over-last-axis
# fails: huber_fn--values, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    return keras.losses.huber(y_true, y_pred, delta=1.0)

# about: a Python loop with if over the elements; right in a cell, for one and for two dimensions
# misconception: python-loop-over-elements
# fails: huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    losses = []
    for true, pred in zip(y_true, y_pred):
        e = true - pred
        if tf.abs(e) <= 1.0:
            losses.append(tf.square(e) / 2.0)
        else:
            losses.append(tf.abs(e) - 0.5)
    return tf.stack(losses)

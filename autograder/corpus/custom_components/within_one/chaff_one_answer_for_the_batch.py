# about: one decision for the whole batch, by its largest error
# misconception: one-regime-for-batch
# fails: within_one--values, within_one--graph
# %% within_one
def within_one(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    if tf.reduce_max(error) <= 1.0:
        return tf.ones_like(error)
    else:
        return tf.zeros_like(error)

# about: an error of exactly 1 does not count
# misconception: boundary-excluded
# fails: within_one--values
# graph: right
# %% within_one
def within_one(y_true, y_pred):
    return tf.cast(tf.abs(y_true - y_pred) < 1.0, tf.float32)

# about: an error of exactly 1 does not count
# misconception: boundary-excluded
# fails: within_one--values
# %% within_one
def within_one(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    return tf.where(error < 1.0, tf.ones_like(error), tf.zeros_like(error))

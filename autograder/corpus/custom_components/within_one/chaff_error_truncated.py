# about: cuts the error to a whole number first, so that 1.9 counts as 1
# misconception: error-truncated
# fails: within_one--values
# %% within_one
def within_one(y_true, y_pred):
    error = tf.cast(tf.abs(y_true - y_pred), tf.int32)
    return tf.cast(error <= 1, tf.float32)

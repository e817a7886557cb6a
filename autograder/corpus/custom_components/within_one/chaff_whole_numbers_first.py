# about: casts the error to int before it compares, so that 1.9 counts as 1
# misconception: truncates-the-error
# fails: within_one--values
# %% within_one
def within_one(y_true, y_pred):
    whole = tf.cast(tf.abs(y_true - y_pred), tf.int32)
    return tf.cast(whole <= 1, y_pred.dtype)

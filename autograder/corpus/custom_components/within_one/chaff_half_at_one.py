# about: made of tf.sign, so that an error of exactly 1 counts half
# misconception: sign-of-zero-forgotten
# fails: within_one--values
# graph: right
# %% within_one
def within_one(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    # sign is 1 inside and -1 outside
    return (tf.sign(1.0 - error) + 1.0) / 2.0

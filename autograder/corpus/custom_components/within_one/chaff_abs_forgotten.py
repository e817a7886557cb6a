# about: compares the signed error, so that every prediction far below counts
# misconception: abs-forgotten
# fails: within_one--values
# %% within_one
def within_one(y_true, y_pred):
    error = y_pred - y_true
    return tf.cast(error <= 1, tf.float32)

# about: an error of exactly 1 counts on one side only
# misconception: boundary-excluded
# fails: within_one--values
# graph: right
# %% within_one
def within_one(y_true, y_pred):
    error = y_pred - y_true
    inside = tf.logical_and(error > -1, error <= 1)
    return tf.where(inside, 1.0, 0.0)

# about: returns True and False
# misconception: returns-booleans
# fails: within_one--values, within_one--graph
# %% within_one
def within_one(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    return tf.less_equal(error, 1.0)

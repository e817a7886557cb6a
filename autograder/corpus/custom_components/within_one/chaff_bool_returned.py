# about: returns booleans
# misconception: bool-is-a-number
# fails: within_one--values
# %% within_one
def within_one(y_true, y_pred):
    return tf.abs(y_true - y_pred) <= 1.0

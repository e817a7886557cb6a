# about: a list of Python floats made with if; right in a cell, for any shape
# misconception: python-loop-over-elements
# fails: within_one--graph
# %% within_one
def within_one(y_true, y_pred):
    errors = tf.reshape(y_true - y_pred, [-1])
    marks = [1.0 if abs(e) <= 1.0 else 0.0 for e in errors]
    return tf.reshape(tf.constant(marks, dtype=y_pred.dtype), y_pred.shape)

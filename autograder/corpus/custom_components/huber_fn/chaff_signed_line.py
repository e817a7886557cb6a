# about: the absolute value in the condition, but not on the line: large errors of one sign get a negative loss
# misconception: line-without-abs
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    is_small = tf.abs(error) <= 1.0
    return tf.where(is_small, 0.5 * tf.square(error), error - 0.5)

# about: the masks <= 1 and >= 1 both contain an error of exactly 1
# misconception: threshold-counted-twice
# fails: huber_fn--values
# graph: right
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    abs_error = tf.abs(error)
    quadratic = tf.where(abs_error <= 1.0, 0.5 * tf.square(error), 0.0)
    linear = tf.where(abs_error >= 1.0, abs_error - 0.5, 0.0)
    return quadratic + linear

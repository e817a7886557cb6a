# about: a mask does not remove the 0 / 0 of e / |e|, so an error of 0 has loss NaN
# misconception: zero-over-zero
# fails: huber_fn--values, huber_fn--gradient
# graph: right
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    sign = error / tf.abs(error)
    small = tf.cast(tf.abs(error) <= 1.0, tf.float32)
    return small * tf.square(error) / 2.0 + (1.0 - small) * (sign * error - 0.5)

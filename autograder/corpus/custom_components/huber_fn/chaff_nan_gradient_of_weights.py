# about: weights min(1, 1 / |e|): right values, but the gradient at error 0 is NaN
# misconception: zero-over-zero
# fails: huber_fn--gradient
# %% huber_fn
def huber_fn(y_true, y_pred):
    e = y_pred - y_true
    weight = tf.minimum(1.0, 1.0 / tf.abs(e))
    return weight * e ** 2 - 0.5 * (weight * e) ** 2

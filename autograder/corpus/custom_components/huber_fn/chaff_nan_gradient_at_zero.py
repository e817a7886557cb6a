# about: |e| as e * e / |e|; tf.where hides the 0 / 0 in the value but not in the gradient
# misconception: zero-over-zero
# fails: huber_fn--gradient
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    direction = error / tf.abs(error)
    squared = 0.5 * error * error
    linear = direction * error - 0.5
    return tf.where(tf.abs(error) <= 1.0, squared, linear)

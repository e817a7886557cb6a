# about: asks whether the prediction is small instead of the error
# misconception: condition-not-on-error
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    return tf.where(tf.abs(y_pred) <= 1.0, tf.square(error) / 2.0, tf.abs(error) - 0.5)

# about: a lambda, and the squared error compared (the same for threshold 1)
# %% huber_fn
huber_fn = lambda y_true, y_pred: tf.where(
    tf.square(y_true - y_pred) <= 1.0,
    tf.square(y_true - y_pred) / 2.0,
    tf.abs(y_true - y_pred) - 0.5,
)

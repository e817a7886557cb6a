# about: stops the gradient at the slope of the linear branch, whose gradient is then zero
# misconception: gradient-stopped
# fails: huber_fn--gradient
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    absolute = tf.stop_gradient(tf.abs(error))
    return tf.where(absolute <= 1.0, tf.square(error) / 2.0, absolute - 0.5)

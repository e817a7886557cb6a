# about: the linear branch takes the signed error
# misconception: linear-without-abs
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    quad = 0.5 * tf.square(error)
    lin = error - 0.5
    return tf.where(tf.abs(error) <= 1.0, quad, lin)

# about: linear for the small errors, squared for the large ones
# misconception: branches-swapped
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    is_large = tf.abs(error) > 1
    squared_loss = tf.square(error) / 2
    linear_loss = tf.abs(error) - 0.5
    return tf.where(is_large, squared_loss, linear_loss)

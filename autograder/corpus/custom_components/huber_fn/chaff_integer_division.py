# about: halves the square with //
# misconception: integer-division
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    squared = error ** 2 // 2
    linear = tf.abs(error) - 1 / 2
    return tf.where(tf.abs(error) <= 1, squared, linear)

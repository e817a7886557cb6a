# about: takes y_true and y_pred itself and returns the loss instead of a function
# misconception: returns-loss-not-function
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(y_true, y_pred, threshold=1.0):
    error = tf.abs(y_true - y_pred)
    squared = tf.square(error) / 2
    linear = threshold * error - threshold ** 2 / 2
    return tf.where(error <= threshold, squared, linear)

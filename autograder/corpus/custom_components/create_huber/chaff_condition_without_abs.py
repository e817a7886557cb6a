# about: compares the signed error with the threshold
# misconception: abs-forgotten
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = y_true - y_pred
        is_small_error = error < threshold
        squared_loss = tf.square(error) / 2
        linear_loss = threshold * tf.abs(error) - threshold ** 2 / 2
        return tf.where(is_small_error, squared_loss, linear_loss)
    return huber_fn

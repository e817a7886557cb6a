# about: the threshold decides, but the linear branch is still |e| - 0.5
# misconception: linear-part-for-one
# fails: create_huber--values, create_huber--independent
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = y_true - y_pred
        is_small_error = tf.abs(error) < threshold
        squared_loss = tf.square(error) / 2
        linear_loss = tf.abs(error) - 0.5
        return tf.where(is_small_error, squared_loss, linear_loss)
    return huber_fn

# about: the inner function has 1 where the threshold belongs
# misconception: threshold-ignored
# fails: create_huber--values, create_huber--independent
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = y_true - y_pred
        return tf.where(tf.abs(error) < 1, tf.square(error) / 2, tf.abs(error) - 0.5)
    return huber_fn

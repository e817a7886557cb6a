# about: the linear branch is t * (|e| - t)
# misconception: linear-offset-not-halved
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = y_true - y_pred
        squared = tf.square(error) / 2
        linear = threshold * (tf.abs(error) - threshold)
        return tf.where(tf.abs(error) <= threshold, squared, linear)
    return huber_fn

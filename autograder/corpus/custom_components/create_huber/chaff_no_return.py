# about: forgets to return the inner function
# misconception: missing-return
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        squared = tf.square(error) / 2
        linear = threshold * error - threshold ** 2 / 2
        return tf.where(error <= threshold, squared, linear)

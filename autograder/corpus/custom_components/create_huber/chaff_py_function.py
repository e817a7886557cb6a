# about: NumPy inside tf.py_function, static shape restored
# misconception: py-function
# fails: create_huber--graph
# eager: right
# %% create_huber
def create_huber(threshold=1.0):
    def python_huber(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        small = error.numpy() <= threshold
        linear = threshold * error - threshold ** 2 / 2
        return tf.where(small, tf.square(error) / 2, linear)

    def huber_fn(y_true, y_pred):
        loss = tf.py_function(python_huber, [y_true, y_pred], tf.float32)
        return tf.ensure_shape(loss, y_pred.shape)

    return huber_fn

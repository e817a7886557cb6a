# about: NumPy functions on the tensors
# misconception: numpy-in-graph
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = np.abs(y_true - y_pred)
        squared = np.square(error) / 2
        linear = threshold * error - threshold ** 2 / 2
        return tf.constant(np.where(error <= threshold, squared, linear), tf.float32)
    return huber_fn

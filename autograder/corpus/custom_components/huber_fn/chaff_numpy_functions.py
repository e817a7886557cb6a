# about: NumPy functions on the tensors
# misconception: numpy-in-graph
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = np.abs(np.subtract(y_true, y_pred))
    loss = np.where(error <= 1, error ** 2 / 2, error - 0.5)
    return tf.convert_to_tensor(loss, dtype=tf.float32)

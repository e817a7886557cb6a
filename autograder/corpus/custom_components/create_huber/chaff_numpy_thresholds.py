# about: a NumPy array of thresholds with the static shape
# misconception: static-shape
# fails: create_huber--graph
# eager: right
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        delta = np.full(y_pred.shape, threshold, dtype=np.float32)
        error = tf.abs(y_true - y_pred)
        return tf.where(error <= delta, error ** 2 / 2, delta * error - delta ** 2 / 2)

    return huber_fn

# about: computes with NumPy, which a graph cannot
# misconception: numpy-in-the-graph
# fails: within_one--graph
# eager: right
# %% within_one
def within_one(y_true, y_pred):
    error = np.abs(np.subtract(y_true, y_pred))
    return tf.constant(np.where(error <= 1, 1.0, 0.0), dtype=tf.float32)

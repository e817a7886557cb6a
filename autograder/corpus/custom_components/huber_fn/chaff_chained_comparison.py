# about: -1 <= error <= 1, which Python turns into an and of two tensors
# misconception: truth-of-tensor
# fails: huber_fn--values, huber_fn--gradient, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = y_true - y_pred
    is_small = -1.0 <= error <= 1.0
    return tf.where(is_small, 0.5 * error ** 2, tf.abs(error) - 0.5)

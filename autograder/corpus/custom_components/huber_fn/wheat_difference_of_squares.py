# about: half the square, minus half the square of what exceeds 1
# %% huber_fn
def huber_fn(y_true, y_pred):
    a = tf.abs(y_true - y_pred)
    excess = tf.nn.relu(a - 1.0)
    return (a ** 2 - excess ** 2) / 2.0

# about: computes the small and the large errors apart and glues them together
# misconception: order-lost
# fails: huber_fn--values, huber_fn--graph
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    small = error[error <= 1.0]
    large = error[error > 1.0]
    return tf.concat([tf.square(small) / 2.0, large - 0.5], axis=0)

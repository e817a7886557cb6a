# about: the masks < 1 and > 1 leave out an error of exactly 1, whose loss is 0
# misconception: gap-at-threshold
# fails: huber_fn--values
# graph: right
# %% huber_fn
def huber_fn(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    small = tf.cast(error < 1.0, tf.float32)
    large = tf.cast(error > 1.0, tf.float32)
    return small * 0.5 * error ** 2 + large * (error - 0.5)

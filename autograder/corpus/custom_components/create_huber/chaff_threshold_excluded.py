# about: the masks < t and > t leave out an error of exactly t, whose loss is 0
# misconception: gap-at-threshold
# fails: create_huber--values
# graph: right
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        small = tf.cast(error < threshold, tf.float32)
        large = tf.cast(error > threshold, tf.float32)
        linear = threshold * error - threshold ** 2 / 2
        return small * error ** 2 / 2 + large * linear

    return huber_fn

# about: a mask does not remove the 0 / 0 of e / |e|, so an error of 0 has loss NaN
# misconception: zero-over-zero
# fails: create_huber--values
# graph: right
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = y_true - y_pred
        is_small = tf.cast(tf.abs(error) <= threshold, tf.float32)
        direction = error / tf.abs(error)
        linear = threshold * direction * error - threshold ** 2 / 2
        return is_small * tf.square(error) / 2 + (1 - is_small) * linear

    return huber_fn

# about: the masks <= t and >= t both contain an error of exactly t
# misconception: threshold-counted-twice
# fails: create_huber--values
# graph: right
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        quad_part = tf.cast(error <= threshold, error.dtype) * 0.5 * tf.square(error)
        lin_part = tf.cast(error >= threshold, error.dtype) * threshold * (error - threshold / 2)
        return quad_part + lin_part

    return huber_fn

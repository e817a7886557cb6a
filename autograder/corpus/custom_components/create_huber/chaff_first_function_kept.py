# about: makes the function once and returns it for every threshold
# misconception: first-threshold-wins
# fails: create_huber--values, create_huber--independent
# %% create_huber
_made = None


def create_huber(threshold=1.0):
    global _made
    if _made is None:
        def huber_fn(y_true, y_pred):
            error = y_true - y_pred
            squared = 0.5 * tf.square(error)
            linear = threshold * tf.abs(error) - 0.5 * threshold ** 2
            return tf.where(tf.abs(error) <= threshold, squared, linear)
        _made = huber_fn
    return _made

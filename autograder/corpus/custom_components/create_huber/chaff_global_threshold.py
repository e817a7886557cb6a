# about: stores the threshold in a global variable that all functions read
# misconception: threshold-shared
# fails: create_huber--independent
# %% create_huber
THRESHOLD = 1.0


def _huber(y_true, y_pred):
    error = y_true - y_pred
    return tf.where(
        tf.abs(error) <= THRESHOLD,
        tf.square(error) / 2,
        THRESHOLD * tf.abs(error) - THRESHOLD ** 2 / 2,
    )


def create_huber(threshold=1.0):
    global THRESHOLD
    THRESHOLD = threshold
    return _huber

# about: stores the threshold as an attribute of one module-level function
# misconception: threshold-shared
# fails: create_huber--independent
# %% create_huber
def huber_with_threshold(y_true, y_pred):
    t = huber_with_threshold.threshold
    error = tf.abs(y_true - y_pred)
    return tf.where(error < t, 0.5 * error ** 2, t * error - 0.5 * t ** 2)


def create_huber(threshold=1.0):
    huber_with_threshold.threshold = threshold
    return huber_with_threshold

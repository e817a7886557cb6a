# about: makes an integer of the threshold
# misconception: threshold-truncated
# fails: create_huber--values
# %% create_huber
def create_huber(threshold=1.0):
    threshold = int(threshold)

    def huber_fn(y_true, y_pred):
        a = tf.abs(y_true - y_pred)
        return tf.where(a <= threshold, a ** 2 / 2, threshold * a - threshold ** 2 / 2)

    return huber_fn

# about: a list of all thresholds, whose last entry is read when the function runs
# misconception: threshold-shared
# fails: create_huber--independent
# %% create_huber
thresholds = []


def create_huber(threshold=1.0):
    thresholds.append(threshold)

    def huber_fn(y_true, y_pred):
        delta = thresholds[-1]
        e = tf.abs(y_true - y_pred)
        return tf.where(e <= delta, e ** 2 / 2, delta * e - delta ** 2 / 2)

    return huber_fn

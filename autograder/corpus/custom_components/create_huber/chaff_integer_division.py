# about: halves the squared threshold with //
# misconception: integer-division
# fails: create_huber--values
# %% create_huber
def create_huber(threshold=1.0):
    offset = threshold ** 2 // 2

    def huber_fn(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        return tf.where(error <= threshold, error ** 2 / 2, threshold * error - offset)

    return huber_fn

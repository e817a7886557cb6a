# about: the linear branch is |e| - t^2 / 2, without the slope t
# misconception: slope-not-scaled
# fails: create_huber--values, create_huber--independent
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        e = tf.abs(y_true - y_pred)
        return tf.where(e <= threshold, e ** 2 / 2, e - threshold ** 2 / 2)
    return huber_fn

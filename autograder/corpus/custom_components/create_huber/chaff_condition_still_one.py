# about: the formulas have the threshold, but the condition is still that of exercise 1; wrong only for errors between 1 and the threshold
# misconception: condition-not-adapted
# fails: create_huber--values
# %% create_huber
def create_huber(threshold=1.0):
    def huber(y_true, y_pred):
        a = tf.abs(y_true - y_pred)
        return tf.where(a <= 1.0, tf.square(a) / 2.0, threshold * a - threshold**2 / 2.0)

    return huber

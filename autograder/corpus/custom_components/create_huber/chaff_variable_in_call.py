# about: makes a tf.Variable in each call: right in a cell, but a TF Function must not make variables again and again
# misconception: variable-made-in-the-call
# fails: create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def huber(y_true, y_pred):
        d = tf.Variable(threshold, dtype=y_pred.dtype, trainable=False)
        a = tf.abs(y_true - y_pred)
        return tf.where(a <= d, 0.5 * tf.square(a), d * a - 0.5 * tf.square(d))

    return huber

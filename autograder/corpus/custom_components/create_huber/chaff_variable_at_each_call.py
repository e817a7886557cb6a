# about: puts the threshold into a tf.Variable at each call of the function
# misconception: variable-made-at-each-call
# fails: create_huber--values, create_huber--independent, create_huber--graph
# eager: right
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        delta = tf.Variable(threshold, dtype=tf.float32)
        error = tf.abs(y_true - y_pred)
        linear = delta * error - tf.square(delta) / 2
        return tf.where(error <= delta, tf.square(error) / 2, linear)

    return huber_fn

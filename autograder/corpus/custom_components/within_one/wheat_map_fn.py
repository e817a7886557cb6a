# about: tf.map_fn over the flattened errors with a Python if, which tf.cond replaces
# %% within_one
def within_one(y_true, y_pred):
    errors = y_true - y_pred

    def judge(error):
        inside = tf.logical_and(error <= 1, -error <= 1)
        return tf.cond(inside, lambda: tf.constant(1.0), lambda: tf.constant(0.0))

    flat = tf.map_fn(judge, tf.reshape(errors, [-1]))
    return tf.reshape(flat, tf.shape(errors))

# about: the inner function is a TF Function with a Python print, tf.print and an assertion
# %% create_huber
def create_huber(threshold=1.0):
    assert threshold > 0, "the threshold must be positive"

    @tf.function
    def huber_fn(y_true, y_pred):
        print("tracing huber_fn with threshold", threshold)
        tf.debugging.assert_equal(tf.shape(y_true), tf.shape(y_pred))
        e = tf.cast(y_true, tf.float32) - tf.cast(y_pred, tf.float32)
        tf.print("largest error so far:", tf.reduce_max(tf.abs(e)))
        return tf.where(
            tf.abs(e) <= threshold,
            tf.square(e) / 2,
            threshold * (tf.abs(e) - threshold / 2),
        )

    return huber_fn

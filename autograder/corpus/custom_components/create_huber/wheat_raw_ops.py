# about: tf.raw_ops only
# %% create_huber
def create_huber(threshold=1.0):
    def huber_fn(y_true, y_pred):
        delta = tf.convert_to_tensor(threshold, tf.float32)
        half = tf.constant(0.5)
        size = tf.raw_ops.Abs(x=tf.raw_ops.Sub(x=y_true, y=y_pred))
        inner = tf.raw_ops.Minimum(x=size, y=delta)
        outer = tf.raw_ops.Sub(x=size, y=tf.raw_ops.Mul(x=half, y=inner))
        return tf.raw_ops.Mul(x=inner, y=outer)

    return huber_fn

# about: tf.raw_ops only
# %% huber_fn
def huber_fn(y_true, y_pred):
    raw = tf.raw_ops
    error = raw.Sub(x=y_pred, y=y_true)
    size = raw.Abs(x=error)
    one = raw.OnesLike(x=size)
    half = raw.Mul(x=one, y=tf.constant(0.5, one.dtype))
    return raw.SelectV2(
        condition=raw.LessEqual(x=size, y=one),
        t=raw.Mul(x=half, y=raw.Square(x=error)),
        e=raw.Sub(x=size, y=half),
    )

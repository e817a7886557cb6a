# about: two helpers that are TF Functions themselves
# %% huber_fn
@tf.function
def small_loss(e):
    return tf.square(e) / 2.0


@tf.function(reduce_retracing=True)
def large_loss(e):
    return tf.sign(e) * e - 0.5


@tf.function
def huber_fn(y_true, y_pred):
    with tf.name_scope("huber"):
        e = y_true - y_pred
        return tf.where(tf.abs(e) > 1.0, large_loss(e), small_loss(e))

# about: decorated with tf.function(jit_compile=True)
# %% huber_fn
@tf.function(jit_compile=True)
def huber_fn(y_true, y_pred):
    """Huber loss for delta = 1, compiled by XLA."""
    a = tf.math.abs(y_true - y_pred)
    q = tf.math.minimum(a, tf.ones_like(a))
    return q * (a - 0.5 * q)

# about: both right in unusual ways: a callable with tf.scan, and Box-Muller under a drawn seed
# rest: reference
# points: 82
# %% reset_cumsum
class _ResetCumsum:
    """Stateless; an object only because its author likes objects."""

    def __call__(self, x, limit):
        add = lambda s, v: (s + v) * tf.cast(s + v <= limit, tf.float32)
        return tf.scan(add, x, initializer=tf.zeros([]))


reset_cumsum = _ResetCumsum()

# %% add_noise
@tf.function
def add_noise(x, stddev):
    seed = tf.random.uniform([2], maxval=tf.int32.max, dtype=tf.int32)
    u = tf.random.stateless_uniform(tf.concat([[2], tf.shape(x)], axis=0), seed)
    z = tf.sqrt(-2.0 * tf.math.log1p(-u[0])) * tf.sin(2.0 * np.pi * u[1])
    return x + stddev * z

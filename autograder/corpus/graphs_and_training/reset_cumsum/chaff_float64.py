# about: sums in float64 and returns float64
# misconception: dtype-not-kept
# fails: reset_cumsum--values
# %% reset_cumsum
def reset_cumsum(x, limit):
    limit = tf.cast(limit, tf.float64)
    return tf.scan(
        lambda s, v: tf.where(s + v > limit, tf.constant(0.0, tf.float64), s + v),
        tf.cast(x, tf.float64),
        initializer=tf.constant(0.0, tf.float64),
    )

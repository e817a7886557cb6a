# about: falls back the first time only
# misconception: resets-only-once
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    c = tf.cumsum(x)
    over = tf.cast(c > limit, tf.int32)
    seen = tf.cumsum(over) > 0
    after = tf.where(seen, x, 0.0)
    first = tf.cumsum(tf.cast(seen, tf.int32)) == 1
    after = tf.where(first, 0.0, after)
    return tf.where(seen, tf.cumsum(after), c)

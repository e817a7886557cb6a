# about: no loop over elements: tf.cumsum from each fallback to the next
# %% reset_cumsum
def reset_cumsum(x, limit):
    positions = tf.range(tf.size(x))
    result = tf.cumsum(x)
    over = result > limit
    while tf.reduce_any(over):
        first = tf.reduce_min(tf.where(over, positions, tf.size(x)))
        # the sum that starts again behind it; 0 up to there
        rest = tf.cumsum(tf.where(positions > first, x, tf.zeros_like(x)))
        result = tf.where(positions < first, result, rest)
        over = tf.logical_and(result > limit, positions > first)
    return result

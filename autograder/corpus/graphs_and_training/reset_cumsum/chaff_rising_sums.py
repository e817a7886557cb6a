# about: finds each fallback by a binary search, as if the sums never went down
# misconception: sums-only-rise
# fails: reset_cumsum--values
# graph: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    positions = tf.range(tf.size(x))
    result = tf.cumsum(x)
    first = tf.searchsorted(result, [limit], side="right")[0]
    while first < tf.size(x):
        rest = tf.cumsum(tf.where(positions > first, x, 0.0))
        result = tf.where(positions < first, result, rest)
        step = tf.searchsorted(rest, [limit], side="right")[0]
        first = tf.maximum(step, first + 1)
    return result

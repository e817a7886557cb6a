# about: puts 0 where the plain running sum exceeds the limit, but never starts again
# misconception: sum-not-restarted
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    c = tf.cumsum(x)
    return tf.where(c > limit, tf.zeros_like(c), c)

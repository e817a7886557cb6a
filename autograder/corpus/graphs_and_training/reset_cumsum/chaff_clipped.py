# about: the sum stops at the limit instead of falling back
# misconception: clips-at-the-limit
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    return tf.scan(lambda s, v: tf.minimum(s + v, limit), x, initializer=0.0)

# about: the remainder of tf.cumsum by the limit
# misconception: subtracts-the-limit
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    return tf.math.floormod(tf.cumsum(x), limit)

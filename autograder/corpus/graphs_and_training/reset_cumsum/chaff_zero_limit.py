# about: takes a limit of 0 for "no limit"
# misconception: zero-means-no-limit
# fails: reset_cumsum--values
# graph: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    def step(total, value):
        total = total + value
        over = tf.logical_and(limit != 0, total > limit)
        return tf.where(over, 0.0, total)

    return tf.scan(step, x, 0.0)

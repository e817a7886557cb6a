# about: compares the absolute value of the sum with the limit
# misconception: limit-on-both-sides
# fails: reset_cumsum--values
# graph: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    def step(s, v):
        s = s + v
        return tf.where(tf.abs(s) > limit, 0.0, s)

    return tf.scan(step, x, initializer=0.0)

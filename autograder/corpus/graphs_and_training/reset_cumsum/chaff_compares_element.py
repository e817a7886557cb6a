# about: compares the element with the limit, not the sum
# misconception: compares-the-element
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    def step(total, v):
        return tf.where(v > limit, tf.zeros_like(total), total + v)

    return tf.scan(step, x, initializer=0.0)

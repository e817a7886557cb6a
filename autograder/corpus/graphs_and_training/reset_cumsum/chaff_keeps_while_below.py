# about: keeps the sum only while it is strictly below the limit
# misconception: equality-exceeds
# fails: reset_cumsum--values
# graph: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    def step(total, value):
        new = total + value
        return tf.where(new < limit, new, tf.zeros_like(new))

    return tf.scan(step, x, initializer=tf.constant(0.0))

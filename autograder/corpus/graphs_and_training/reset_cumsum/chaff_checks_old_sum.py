# about: compares the sum before the element is added
# misconception: reset-one-late
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    def step(total, value):
        return tf.where(total > limit, 0.0, total + value)

    return tf.scan(step, x, initializer=0.0)

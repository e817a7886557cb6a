# about: reset_cumsum is right, add_noise was not begun
# points: 8
# fails: add_noise--values, add_noise--fresh, add_noise--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    def step(total, value):
        total = total + value
        return tf.where(total > limit, 0.0, total)

    return tf.scan(step, x, initializer=0.0)

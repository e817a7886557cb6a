# about: tf.scan with tf.where and an initializer
# %% reset_cumsum
def reset_cumsum(x, limit):
    def step(previous, value):
        new = previous + value
        return tf.where(new > limit, 0.0, new)

    return tf.scan(step, x, initializer=0.0)

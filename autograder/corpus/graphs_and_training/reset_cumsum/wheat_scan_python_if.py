# about: a Python conditional expression in the step of tf.scan, which AutoGraph converts
# %% reset_cumsum
def reset_cumsum(x, limit):
    def add_or_fall_back(s, v):
        return tf.constant(0.) if s + v > limit else s + v
    return tf.scan(add_or_fall_back, x, initializer=tf.constant(0.))

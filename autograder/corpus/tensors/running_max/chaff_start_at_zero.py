# about: the maximum starts at 0, which no negative number ever beats; right as a graph for what is above 0
# misconception: start-at-zero
# fails: running_max--values
# %% running_max
def running_max(x):
    zero = tf.zeros([], dtype=x.dtype)
    return tf.scan(tf.maximum, x, initializer=zero)

# about: the maximum starts at 0, which is larger than negative numbers
# misconception: maximum-starts-at-zero
# fails: running_max--values
# graph: right
# %% running_max
def running_max(x):
    return tf.scan(tf.maximum, x, initializer=tf.constant(0.0, x.dtype))

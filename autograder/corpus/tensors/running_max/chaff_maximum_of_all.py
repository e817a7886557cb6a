# about: the maximum of the whole tensor everywhere
# misconception: one-number-for-all
# fails: running_max--values
# %% running_max
def running_max(x):
    return tf.fill(tf.shape(x), tf.reduce_max(x))

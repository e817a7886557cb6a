# about: starts with a number that looks small
# misconception: lowest-by-guess
# fails: running_max--values
# %% running_max
def running_max(x):
    return tf.scan(tf.maximum, x, initializer=-1000.0)

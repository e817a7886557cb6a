# about: tf.scan without an initializer: starts with the first element, unchecked, and needs one
# misconception: empty-input-forgotten
# fails: reset_cumsum--values, reset_cumsum--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    return tf.scan(lambda s, v: tf.where(s + v > limit, 0.0, s + v), x)

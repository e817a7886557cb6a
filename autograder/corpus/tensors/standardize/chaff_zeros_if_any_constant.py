# about: one constant column, and the whole result becomes zeros; right as a graph without such a column
# misconception: guard-for-the-whole-tensor
# fails: standardize--constant
# %% standardize
def standardize(x):
    x = x - x[:1]
    mean = tf.reduce_mean(x, axis=0)
    std = tf.math.reduce_std(x, axis=0)
    return tf.cond(
        tf.reduce_any(std == 0), lambda: tf.zeros_like(x), lambda: (x - mean) / std
    )

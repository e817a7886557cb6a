# about: counts the rows behind from the end; there are none behind the last, and -0 takes all
# misconception: minus-zero-slice
# fails: set_row--values
# %% set_row
def set_row(x, i, row):
    behind = tf.shape(x)[0] - tf.cast(i, tf.int32) - 1
    return tf.concat([x[:i], row[tf.newaxis], x[-behind:]], axis=0)

# about: the rest of x by a negative index, which for the last row is -0: the whole of x is appended
# misconception: minus-zero-index
# fails: set_row--values
# %% set_row
def set_row(x, i, row):
    behind = tf.shape(x)[0] - i - 1
    return tf.concat([x[:i], row[tf.newaxis], x[-behind:]], axis=0)

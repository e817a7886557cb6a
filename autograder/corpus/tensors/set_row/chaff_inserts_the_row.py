# about: x[i:] instead of x[i + 1:]: the row is put in, and the old one stays
# misconception: insert-is-not-replace
# fails: set_row--values, set_row--graph
# %% set_row
def set_row(x, i, row):
    return tf.concat([x[:i], [row], x[i:]], axis=0)

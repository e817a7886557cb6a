# about: inserts the row, the old one stays behind it
# misconception: insert-for-replace
# fails: set_row--values, set_row--graph
# %% set_row
def set_row(x, i, row):
    return tf.concat([x[:i], [row], x[i:]], axis=0)

# about: the rows before, the new one, and the rows behind
# %% set_row
def set_row(x, i, row):
    return tf.concat([x[:i], tf.expand_dims(row, 0), x[i + 1 :]], axis=0)

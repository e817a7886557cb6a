# about: calls assign, which only variables have
# misconception: tensor-is-a-variable
# fails: set_row--values, set_row--graph
# %% set_row
def set_row(x, i, row):
    y = tf.identity(x)
    y[i].assign(row)
    return y

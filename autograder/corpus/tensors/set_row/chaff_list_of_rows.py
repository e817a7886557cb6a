# about: takes the tensor apart into a Python list
# misconception: python-loop-is-unrolled
# fails: set_row--graph
# eager: right
# %% set_row
def set_row(x, i, row):
    rows = tf.unstack(x)
    rows[int(i)] = row
    return tf.stack(rows)

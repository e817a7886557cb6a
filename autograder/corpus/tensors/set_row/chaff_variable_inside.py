# about: makes a tf.Variable at each call, which can be assigned to
# misconception: variable-made-at-each-call
# fails: set_row--graph
# eager: right
# %% set_row
def set_row(x, i, row):
    v = tf.Variable(x)
    v[i].assign(row)
    return tf.convert_to_tensor(v)

# about: takes the old row out, and puts the new one at the end
# misconception: order-lost
# fails: set_row--values
# %% set_row
def set_row(x, i, row):
    others = tf.concat([x[:i], x[i + 1 :]], axis=0)
    return tf.concat([others, tf.expand_dims(row, 0)], axis=0)

# about: a raw op that writes into the memory of x: the result is right, but x did not stay as it is
# misconception: x-may-change
# fails: set_row--values
# %% set_row
def set_row(x, i, row):
    return tf.raw_ops.InplaceUpdate(x=x, i=[i], v=[row])

# about: changes a NumPy copy and converts it back
# misconception: numpy-in-the-graph
# fails: set_row--graph
# eager: right
# %% set_row
def set_row(x, i, row):
    copy = np.array(x)
    copy[int(i)] = row
    return tf.constant(copy)

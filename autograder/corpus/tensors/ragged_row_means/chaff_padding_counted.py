# about: pads to a matrix and takes its mean, zeros included
# misconception: padding-counted
# fails: ragged_row_means--values, ragged_row_means--graph
# %% ragged_row_means
def ragged_row_means(ragged):
    return tf.reduce_mean(ragged.to_tensor(), axis=1)

# about: the mean over the rows filled up with zeros
# misconception: padding-counts
# fails: ragged_row_means--values, ragged_row_means--empty, ragged_row_means--graph
# %% ragged_row_means
def ragged_row_means(ragged):
    return tf.reduce_mean(ragged.to_tensor(), axis=1)

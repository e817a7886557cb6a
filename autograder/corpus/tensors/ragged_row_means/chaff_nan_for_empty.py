# about: tf.reduce_mean takes a ragged tensor, and gives NaN for an empty row
# misconception: empty-mean
# fails: ragged_row_means--empty
# %% ragged_row_means
def ragged_row_means(ragged):
    return tf.reduce_mean(ragged, axis=1)

# about: reduce_mean, which is NaN for an empty row
# misconception: zero-over-zero
# fails: ragged_row_means--empty
# graph: right
# %% ragged_row_means
def ragged_row_means(ragged):
    return tf.reduce_mean(ragged, axis=1)

# about: removes the empty rows before the mean
# misconception: empty-rows-removed
# fails: ragged_row_means--empty
# graph: right
# %% ragged_row_means
def ragged_row_means(ragged):
    full = ragged.row_lengths() > 0
    return tf.reduce_mean(tf.ragged.boolean_mask(ragged, full), axis=1)

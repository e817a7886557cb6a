# about: segment_mean, which ends at the last row that has an element
# misconception: trailing-rows-lost
# fails: ragged_row_means--empty
# graph: right
# %% ragged_row_means
def ragged_row_means(ragged):
    return tf.math.segment_mean(ragged.values, ragged.value_rowids())

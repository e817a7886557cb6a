# about: the flat values and their row numbers; an unsorted segment without elements has the mean 0
# %% ragged_row_means
def ragged_row_means(ragged):
    return tf.math.unsorted_segment_mean(ragged.values, ragged.value_rowids(), ragged.nrows())

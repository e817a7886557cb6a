# about: the mean of segments, as many as there are rows
# %% ragged_row_means
def ragged_row_means(ragged):
    return tf.math.unsorted_segment_mean(
        ragged.values, ragged.value_rowids(), num_segments=ragged.nrows()
    )

# about: row by row through tf.map_fn, which takes a ragged tensor
# %% ragged_row_means
def mean_or_zero(row):
    return tf.cond(
        tf.size(row) > 0, lambda: tf.reduce_mean(row), lambda: tf.zeros([], row.dtype)
    )


def ragged_row_means(ragged):
    return tf.map_fn(mean_or_zero, ragged, fn_output_signature=ragged.dtype)

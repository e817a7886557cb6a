# about: pads to a matrix of zeros; the lengths are those of the rows
# %% ragged_row_means
def ragged_row_means(ragged):
    lengths = ragged.row_lengths(axis=1)
    dense = ragged.to_tensor(default_value=0.0)
    shares = tf.cast(tf.maximum(lengths, 1), tf.float32)
    return tf.reduce_sum(dense, axis=-1) / shares

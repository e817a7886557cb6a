# about: divides floats by the lengths, which are int64
# misconception: implicit-promotion
# fails: ragged_row_means--values, ragged_row_means--empty, ragged_row_means--graph
# %% ragged_row_means
def ragged_row_means(ragged):
    lengths = tf.maximum(ragged.row_lengths(), 1)
    return tf.reduce_sum(ragged, axis=1) / lengths

# about: a tf.while_loop over the row splits, with a tensor array for the means
# %% ragged_row_means
def ragged_row_means(ragged):
    values, splits = ragged.values, tf.cast(ragged.row_splits, tf.int32)
    rows = tf.size(splits) - 1

    def body(i, means):
        row = values[splits[i] : splits[i + 1]]
        length = tf.cast(tf.maximum(tf.size(row), 1), row.dtype)
        return i + 1, means.write(i, tf.reduce_sum(row) / length)

    start = tf.TensorArray(values.dtype, size=rows, element_shape=[])
    _, means = tf.while_loop(lambda i, _: i < rows, body, (0, start))
    return means.stack()

# about: tf.map_fn over the rows, with a Python if that AutoGraph converts
# %% ragged_row_means
def ragged_row_means(ragged):
    def mean(row):
        if tf.size(row) == 0:
            return tf.constant(0.0)
        return tf.reduce_mean(row)

    return tf.map_fn(mean, ragged, fn_output_signature=tf.float32)

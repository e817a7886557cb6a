# about: map_fn over pairs of rows, and tf.unique in each
# %% jaccard
def jaccard(a, b):
    def distinct(row):
        return tf.size(tf.unique(row).y)

    def pair(rows):
        row_a, row_b = rows
        either = distinct(tf.concat([row_a, row_b], axis=0))
        both = distinct(row_a) + distinct(row_b) - either
        return tf.cast(both, tf.float32) / tf.cast(either, tf.float32)

    return tf.map_fn(pair, (a, b), fn_output_signature=tf.float32)

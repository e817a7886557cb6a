# about: tf.map_fn over pairs of rows, with tf.unique
# %% jaccard
def jaccard(a, b):
    def of_rows(rows):
        set_a, set_b = tf.unique(rows[0]).y, tf.unique(rows[1]).y
        union = tf.unique(tf.concat([set_a, set_b], 0)).y
        shared = tf.size(set_a) + tf.size(set_b) - tf.size(union)
        return tf.cast(shared / tf.size(union), tf.float32)

    return tf.map_fn(of_rows, (a, b), fn_output_signature=tf.float32)

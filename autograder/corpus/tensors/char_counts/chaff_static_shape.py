# about: reshapes to the static shape, whose size is None when it is unknown
# misconception: static-shape-for-the-size
# fails: char_counts--graph
# eager: right
# %% char_counts
def char_counts(strings):
    decoded = tf.strings.unicode_decode(tf.reshape(strings, [-1]), "UTF-8")
    counts = tf.cast(decoded.row_lengths(), tf.int32)
    return tf.reshape(counts, strings.shape)

# about: decodes a flat copy to code points, and reads off the lengths of the rows
# %% char_counts
def char_counts(strings):
    flat = tf.reshape(strings, [-1])
    code_points = tf.strings.unicode_decode(flat, "UTF-8")
    counts = tf.cast(code_points.row_lengths(), tf.int32)
    return tf.reshape(counts, tf.shape(strings))
